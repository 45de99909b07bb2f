import type { DatabaseSync } from "node:sqlite";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import type { RollSheet } from "../../worker/domains/attendance/shapes.ts";
import { meetingsOn } from "./classes-cases.ts";
import type { Probe } from "./measure.ts";
import type { OfficeClient } from "./office-client.ts";

interface Place {
  readonly studentId: string;
  readonly classId: string;
}

/** Enrolls another student in every round, where there is room; ages do not matter here. */
export function enrollProbe(client: OfficeClient, copy: DatabaseSync, rounds: number): Probe {
  const startsOn = dateAt(Date.now(), client.account.timeZone);
  const places = freePlaces(copy, startsOn, rounds);
  return {
    name: "enroll",
    async take(round) {
      const place = places[round];
      if (!place) throw new Error(`There is room for ${places.length} students only`);
      const body = {
        ...place,
        startsOn,
        overrides: ["too_young", "too_old", "gender", "birth_date_unknown", "gender_unknown"],
      };
      const answer = await client.post<{ outcome: string }>("/enrollments", body, `bench-enroll-${round}`);
      if (answer.body.outcome !== "enrolled") throw new Error(`Not enrolled: ${JSON.stringify(answer.body)}`);
      return { ...answer, rowsShown: 1 };
    },
  };
}

/** Every student at most once, in a class that he is not in; no class gets more than it has room for. */
function freePlaces(copy: DatabaseSync, startsOn: string, wanted: number): Place[] {
  const rooms = copy
    .prepare(`select c.id, c.capacity - (select count(*) from enrollments e where e.class_id = c.id) as room from classes c
      where c.deleted_at is null and c.ends_on is null and c.starts_on <= ? and exists (select 1 from slots s where s.class_id = c.id)
        and not exists (select 1 from session_links k where k.class_id = c.id)
        and not exists (select 1 from enrollments e where e.class_id = c.id and e.kind = 'wait')
      order by c.id`)
    .all(startsOn) as { id: string; room: number }[];
  const classIds = rooms.flatMap(({ id, room }) => Array.from({ length: Math.max(0, room) }, () => id));
  const students = copy.prepare("select id from students where deleted_at is null order by id").all() as {
    id: string;
  }[];
  const isIn = copy.prepare("select 1 from enrollments where student_id = ? and class_id = ?");
  return students
    .map(({ id }, i) => ({ studentId: id, classId: classIds[i % classIds.length]! }))
    .filter(({ studentId, classId }) => isIn.get(studentId, classId) === undefined)
    .slice(0, Math.min(wanted, classIds.length));
}

interface Marked {
  readonly studentId: string;
  readonly slotId: string;
  readonly meetsOn: string;
}

/** Marks another student in every round, none of whom has a mark. */
export async function markProbe(client: OfficeClient, rounds: number): Promise<Probe> {
  const today = dateAt(Date.now(), client.account.timeZone);
  const unmarked: Marked[] = [];
  for (let daysAgo = 1; unmarked.length < rounds && daysAgo < 30; daysAgo++) {
    const meetings = await meetingsOn(client, addDays(today, -daysAgo));
    for (const { slotId, meetsOn, taken } of meetings) {
      if (taken !== "not_taken" || unmarked.length >= rounds) continue;
      const query = new URLSearchParams({ slotId, meetsOn });
      const { body } = await client.get<RollSheet>(`/attendance/roll-sheet?${query}`);
      unmarked.push(...body.students.map(({ studentId }) => ({ studentId, slotId, meetsOn })));
    }
  }
  return {
    name: "mark one attendance",
    async take(round) {
      const mark = { ...unmarked[round], status: "present", baseVersion: 0, clientMarkedAtMs: Date.now() };
      const answer = await client.put<{ outcomes: { outcome: string }[] }>("/attendance/marks", {
        marks: [mark],
      });
      if (answer.body.outcomes[0]?.outcome !== "saved")
        throw new Error(`Not saved: ${JSON.stringify(answer.body)}`);
      return { ...answer, rowsShown: 1 };
    },
  };
}
