import { sql } from "drizzle-orm";
import { json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { openings } from "../../../tenant-schema/openings.ts";
import { type Context, may, requireRight, today } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { type Candidate, ineligibility } from "../classes/eligibility.ts";
import { requirementsField } from "../classes/requirements-field.ts";
import { studentQueries } from "../enrollments/wanted-students.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { hasBegun } from "./class-start.ts";
import { type MakeupOpeningsFilter, MOST_OPENING_DAYS } from "./schemas.ts";
import type { MakeupOpening, MakeupOpenings } from "./shapes.ts";
import type { StoredToken } from "./token-moves.ts";
import { availableTokens } from "./token-queries.ts";
import { inSpendOrder, paysFor, returnsToken } from "./token-rules.ts";

/** So many meetings are shown at most; narrower days or a class show the others. */
const MOST_OPENINGS = 200;

/**
 * Where a student could make up within some days: what has a place, fits, and which token would pay; for families in the
 * classes that they are shown and that have not begun. @throws NotFound
 */
export async function listMakeupOpenings(
  ctx: Context,
  filter: MakeupOpeningsFilter,
  { isForFamilies = false }: { readonly isForFamilies?: boolean } = {},
): Promise<MakeupOpenings> {
  requireRight(ctx, "enrollments", "full");
  if (filter.to < filter.from || filter.to >= addDays(filter.from, MOST_OPENING_DAYS)) {
    const message = `Choose at most ${MOST_OPENING_DAYS} days, the first one first.`;
    throw new Precondition("days_out_of_range", message, [{ path: "to", message }]);
  }
  const { students } = studentQueries([filter.studentId], "", ctx.nowMs);
  const found = await read(ctx, {
    students,
    tokens: availableTokens(filter.studentId),
    rules: rulesQuery(),
    open: openQuery(ctx, filter, isForFamilies),
  });
  const student = found.students[0];
  if (!student) throw new NotFound("student");
  const rules = rulesOf(found.rules).makeups;
  const until = addDays(today(ctx), rules.bookAheadDays);
  const tokens = inSpendOrder(found.tokens);
  return {
    openings: found.open
      .filter(({ onDate }) => onDate >= today(ctx) && onDate <= until)
      .filter((row) => !(isForFamilies && hasBegun([row], ctx.nowMs)))
      .map((row) => openingOf(row, student, tokens, (startMs) => returnsToken(rules, ctx.nowMs, startMs))),
    mayBookWithoutToken: may(ctx, "makeup_without_token", "full"),
  };
}

const fields = {
  classId: sql<string>`m.class_id`,
  className: sql<string>`m.class_name`,
  programId: sql<string | null>`m.program_id`,
  programName: sql<string | null>`p.name`,
  levelName: sql<string | null>`v.name`,
  locationId: sql<string>`m.location_id`,
  locationName: sql<string>`l.name`,
  timeZone: sql<string>`l.time_zone`,
  onDate: sql<string>`m.on_date`,
  slotIds: json<string[]>(sql`json_group_array(m.slot_id)`),
  startMinute: sql<number>`min(m.start_minute)`,
  durationMinutes: sql<number>`m.duration_minutes`,
  openings: sql<number>`min(m.free)`,
  requirements: requirementsField(sql`k`),
};

/** A class that meets twice on a day is one makeup: it has a place where both meetings have one. */
function openQuery(
  ctx: Context,
  { studentId, from, to, classId }: MakeupOpeningsFilter,
  isForFamilies: boolean,
): Query<RowOf<typeof fields>> {
  const day = sql`m.on_date`;
  const free = openings({
    slotId: sql`m.slot_id`,
    classId: sql`m.class_id`,
    from: day,
    to: day,
    nowMs: ctx.nowMs,
  });
  const where = sql`c.takes_makeups = 1 and c.is_archived = 0 and ${classScope(ctx, "enrollments", "full")}
    and ${isForFamilies ? sql`c.is_online = 1` : sql`true`}
    and ${classId === undefined ? sql`true` : sql`c.id = ${classId}`}
    and not exists (select 1 from enrollments o where o.student_id = ${studentId} and o.class_id = c.id
      and o.deleted_at is null and o.kind <> 'wait' and o.starts_on <= ${to} and coalesce(o.ends_on, '9999-12-31') >= ${from})`;
  return select(
    fields,
    sql`from (select m.*, ${free} as free from ${meetings({ from, to, where })} m
        where m.is_cancelled = 0 and m.closure is null) m
      join classes k on k.id = m.class_id join locations l on l.id = m.location_id
      left join programs p on p.id = m.program_id left join levels v on v.id = m.level_id
      group by m.class_id, m.on_date having min(m.free) > 0
      order by m.on_date, min(m.start_minute), m.class_name limit ${MOST_OPENINGS}`,
  );
}

function openingOf(
  row: RowOf<typeof fields>,
  student: Candidate,
  tokens: readonly StoredToken[],
  comesBack: (startMs: number) => boolean,
): MakeupOpening {
  const { requirements, programId, locationId, timeZone, ...opening } = row;
  const place = { onDate: row.onDate, locationId, programId };
  return {
    ...opening,
    returnsToken: comesBack(zoneClock(timeZone).instants(row).startsAtMs),
    tokenId: tokens.find((token) => paysFor(token, place))?.id ?? null,
    problems: ineligibility(student, requirements, row.onDate).map(({ text }) => text),
  };
}
