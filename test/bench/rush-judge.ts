import type { Rush } from "../../worker/local/rush-shapes.ts";
import { openAccount } from "./account-file.ts";
import type { Answer } from "./rush-client.ts";

/** What one family was told: by its hold, and by its checkout if it had a place. */
export interface Told {
  readonly hold: Answer;
  readonly checkout: Answer | null;
}

interface Entry {
  readonly id: string;
  readonly classId: string;
  readonly studentId: string;
  readonly createdAt: number;
}

/** Everything that must be true after a rush whatever it took, as sentences of what is not. */
export function faultsOf(
  account: string,
  rush: Pick<Rush, "classIds">,
  told: readonly Told[],
  places: number,
): readonly string[] {
  const faults: string[] = [];
  const expectThat = (holds: boolean, sentence: string) => {
    if (!holds) faults.push(sentence);
  };
  const wrong = told.filter(({ hold, checkout }) => hold.status !== 200 || (checkout?.status ?? 200) !== 200);
  expectThat(wrong.length === 0, `${wrong.length} families met an error: ${JSON.stringify(wrong[0])}`);
  const outcomes = Map.groupBy(told, ({ hold }) => hold.body.outcome);
  const won = outcomes.get("added") ?? [];
  const lost = outcomes.get("waitlisted") ?? [];
  expectThat(won.length === places * rush.classIds.length, `${won.length} families were told of a place`);
  expectThat(
    won.length + lost.length === told.length,
    "Some were told neither of a place nor of the waitlist",
  );
  const done = won.filter(({ checkout }) => checkout?.body.outcome === "done").length;
  expectThat(done === won.length, `${won.length - done} places were not sent off: ${unsent(won)}`);
  const database = openAccount(account);
  try {
    for (const classId of rush.classIds) {
      const entries = (kind: string) =>
        database
          .prepare(
            `select id, class_id as classId, student_id as studentId, created_at as createdAt from enrollments
              where class_id = ? and kind = ? and deleted_at is null order by wait_rank, id`,
          )
          .all(classId, kind) as unknown as Entry[];
      const enrolled = entries("active");
      expectThat(enrolled.length === places, `${enrolled.length} students have ${places} places`);
      const waiting = entries("wait");
      const students = new Set([...enrolled, ...waiting].map(({ studentId }) => studentId));
      expectThat(students.size === enrolled.length + waiting.length, "Somebody is in a class twice");
      const inOrder = waiting.every(({ createdAt }, i) => i === 0 || createdAt > waiting[i - 1]!.createdAt);
      expectThat(inOrder, "The waitlist is not in the order of arrival");
      const toldOf = new Map(lost.map(({ hold }) => [hold.body.enrollmentId as string, hold.body.position]));
      expectThat(
        waiting.every(({ id }) => toldOf.has(id)),
        "Somebody waits who was not told",
      );
      const ahead = waiting.filter(({ id }, i) => (toldOf.get(id) as number) > i + 1);
      expectThat(ahead.length === 0, `${ahead.length} were told of a place behind their own`);
    }
    const ids = JSON.stringify(rush.classIds);
    const waits = database
      .prepare(
        "select count(*) as n from enrollments where kind = 'wait' and class_id in (select value from json_each(?))",
      )
      .get(ids) as { n: number };
    expectThat(waits.n === lost.length, `${waits.n} entries of the waitlists for ${lost.length} families`);
  } finally {
    database.close();
  }
  return faults;
}

function unsent(won: readonly Told[]): string {
  const one = won.find(({ checkout }) => checkout?.body.outcome !== "done");
  return JSON.stringify(one?.checkout?.body ?? null).slice(0, 300);
}
