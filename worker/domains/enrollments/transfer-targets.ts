import { sql } from "drizzle-orm";
import { json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { FOREVER, openings } from "../../../tenant-schema/openings.ts";
import { meetsWithin } from "../../../tenant-schema/places-kept.ts";
import { type Context, type GuardianActor, today } from "../../kernel/context.ts";
import { type Candidate, ineligibility } from "../classes/eligibility.ts";
import { requirementsField } from "../classes/requirements-field.ts";
import type { EnrollmentInReach } from "./enrollment-rows.ts";
import type { TransferTarget } from "./own-shapes.ts";

/** More than a screen shows; a school's program has fewer. */
const MOST_TARGETS = 60;

const span = (from: string, nowMs: number) => ({
  slotId: sql`coalesce(t.id, c.id)`,
  classId: sql`c.id`,
  from: sql`max(${from}, c.starts_on)`,
  to: sql`coalesce(c.ends_on, ${FOREVER})`,
  nowMs,
});

function targetFields(from: string, nowMs: number) {
  const places = span(from, nowMs);
  return {
    classId: sql<string>`c.id`,
    className: sql<string>`c.name`,
    levelName: sql<string | null>`v.name`,
    locationName: sql<string>`o.name`,
    slots: json<TransferTarget["slots"]>(sql`(select json_group_array(json_object('weekday', k.weekday,
      'startMinute', k.start_minute)) from slots t join slot_versions k on k.id = (select n.id from slot_versions n
        where n.slot_id = t.id and n.deleted_at is null and (n.ends_on is null or n.ends_on >= ${from})
        order by n.starts_on limit 1) where t.class_id = c.id and t.deleted_at is null)`),
    openings: sql<number>`(select coalesce(min(${openings(places)}), 0) from (select 1)
      left join slots t on t.class_id = c.id and t.deleted_at is null where ${meetsWithin(sql`t.id`, places)})`,
    requirements: requirementsField(sql`c`),
  };
}
type TargetRow = RowOf<ReturnType<typeof targetFields>>;

/** What follows another level here: the same one, and the next one up where the school lets families move up. */
const fitsLevel = (mayMoveUp: boolean) => sql`(c.level_id is l.level_id or c.level_id is null or (${
  mayMoveUp ? 1 : 0
} and c.level_id = (select n.id from levels n join levels p on p.id = l.level_id
    where n.deleted_at is null and n.position > p.position order by n.position, n.id limit 1)))`;

/**
 * The classes that families are shown and may register in, to which the school's rules let somebody move from an
 * enrollment: of the same program, of the same level or the next one up.
 */
export function targetsQuery(
  ctx: Context<GuardianActor>,
  enrollmentId: string,
  { from, mayMoveUp }: { readonly from: string; readonly mayMoveUp: boolean },
): Query<TargetRow> {
  return select(
    targetFields(from, ctx.nowMs),
    sql`from enrollments e cross join classes l on l.id = e.class_id
      cross join classes c on c.program_id is l.program_id and c.id <> l.id and c.deleted_at is null and c.is_archived = 0
        and c.is_online = 1 and c.takes_registration = 1 and coalesce(c.ends_on, ${FOREVER}) >= ${from}
        and coalesce(c.registration_starts_on, '') <= ${today(ctx)}
        and coalesce(c.registration_ends_on, ${FOREVER}) >= ${today(ctx)} and ${fitsLevel(mayMoveUp)}
      join locations o on o.id = c.location_id left join levels v on v.id = c.level_id
      where e.id = ${enrollmentId} order by c.sort_name, c.id limit ${MOST_TARGETS}`,
  );
}

export function studentOf(enrollmentId: string): Query<Candidate> {
  return select(
    {
      birthDate: sql<string | null>`s.birth_date`,
      gender: sql<string | null>`s.gender`,
      schoolGrade: sql<string | null>`s.school_grade`,
    },
    sql`from enrollments e join students s on s.id = e.student_id where e.id = ${enrollmentId}`,
  );
}

export function targetOf(row: TargetRow, student: Candidate, on: string): TransferTarget {
  const { requirements, ...target } = row;
  return { ...target, problems: ineligibility(student, requirements, on).map(({ text }) => text) };
}

/** Only what goes on can be moved. */
export function isMovable(row: EnrollmentInReach, on: string): boolean {
  return row.kind === "active" && (row.endsOn === null || row.endsOn >= on);
}
