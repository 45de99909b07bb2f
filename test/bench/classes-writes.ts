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
  const places = copy
    .prepare(`select c.id as classId, (select s.id from students s where s.deleted_at is null and not exists
          (select 1 from enrollments e where e.student_id = s.id and e.class_id = c.id) order by s.id limit 1 offset n.value) as studentId
      from classes c, json_each((select json_group_array(value) from (
          with recursive numbers (value) as (select 0 union all select value + 1 from numbers where value < 7) select value from numbers))) n
      where c.deleted_at is null and c.ends_on is null and exists (select 1 from slots s where s.class_id = c.id)
        and not exists (select 1 from session_links k where k.class_id = c.id)
        and not exists (select 1 from enrollments e where e.class_id = c.id and e.kind = 'wait')
        and c.capacity >= n.value + 1 + (select count(*) from enrollments e where e.class_id = c.id)
      order by n.value, c.id limit ?`)
    .all(rounds) as unknown as Place[];
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
