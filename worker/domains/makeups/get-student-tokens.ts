import { type SQL, sql } from "drizzle-orm";
import { allColumns, json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { makeupTokens } from "../../../tenant-schema/attendance.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { studentWithinReach } from "../attendance/student-reach.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import type { MakeupToken, StudentTokens, TokenEntry, TokenState } from "./shapes.ts";
import { inSpendOrder, returnsUntil } from "./token-rules.ts";

/** Beyond so many a student's oldest tokens are history that only the audit log tells. */
const MOST_TOKENS = 200;

/** A student's makeup tokens with everything that happened to them, in one round trip. @throws NotFound */
export async function getStudentTokens(ctx: Context, studentId: string): Promise<StudentTokens> {
  requireRight(ctx, "enrollments", "view");
  const found = await read(ctx, {
    student: studentWithinReach(ctx, studentId, "enrollments", "view"),
    tokens: tokensQuery(studentId),
    authors: entryAuthors(studentId),
    starts: bookedStarts(studentId, today(ctx)),
    rules: rulesQuery(),
  });
  const student = found.student[0];
  if (!student) throw new NotFound("student");
  const rules = rulesOf(found.rules).makeups;
  const starts = new Map(
    found.starts.map((row) => {
      const returnsUntilMs = returnsUntil(rules, zoneClock(row.timeZone).instants(row).startsAtMs);
      return [row.enrollmentId, { onDate: row.onDate, startMinute: row.startMinute, returnsUntilMs }];
    }),
  );
  const authors = new Map(found.authors.map(({ entryId, name }) => [entryId, name]));
  const tokens = found.tokens.map((row) => tokenOf(row, today(ctx), starts, authors));
  const available = inSpendOrder(tokens.filter(({ state }) => state === "available"));
  const others = tokens.filter(({ state }) => state !== "available");
  return { student, available: available.length, tokens: [...available, ...others] };
}

const fields = {
  ...allColumns(makeupTokens),
  missedClass: sql<string | null>`(select c.name from classes c where c.id = ${makeupTokens.classId})`,
  locationName: sql<string | null>`(select l.name from locations l where l.id = ${makeupTokens.locationId})`,
  programs: json<{ id: string; name: string | null }[]>(
    sql`(select json_group_array(json_object('id', j.value, 'name', p.name)) from json_each(${makeupTokens.programIds}) j
      left join programs p on p.id = j.value and p.deleted_at is null)`,
  ),
  booked: json<Omit<NonNullable<MakeupToken["booking"]>, "startMinute" | "returnsUntilMs"> | null>(
    sql`(select json_object('enrollmentId', e.id, 'version', e.version, 'classId', c.id, 'className', c.name,
      'onDate', e.starts_on) from enrollments e join classes c on c.id = e.class_id
      where e.id = ${makeupTokens.enrollmentId} and e.deleted_at is null)`,
  ),
  entries: json<Omit<TokenEntry, "by">[]>(
    sql`(select json_group_array(json_object('id', n.id, 'kind', n.kind, 'delta', n.delta, 'effectiveOn', n.effective_on,
      'comment', n.comment, 'at', n.created_at))
      from (select * from makeup_entries o where o.token_id = ${makeupTokens.id} and o.deleted_at is null
        order by o.created_at, o.kind <> 'issued', o.id) n)`,
  ),
};

type TokenRow = RowOf<typeof fields>;

function tokensQuery(studentId: string): Query<TokenRow> {
  return select(
    fields,
    sql`from ${makeupTokens} where ${makeupTokens.studentId} = ${studentId} and ${makeupTokens.deletedAt} is null
      order by ${makeupTokens.id} desc limit ${MOST_TOKENS}`,
  );
}

/** Who wrote each line of the ledger: the audit log knows, under the student. */
function entryAuthors(studentId: string): Query<{ entryId: string; name: string }> {
  return select(
    { entryId: sql<string>`r.entity_id`, name: sql<string>`g.actor_name` },
    sql`from change_rows r cross join changes g on g.id = r.change_id
      where r.subject_id = ${studentId} and r.entity = 'makeupEntries' and r.op = 'insert'`,
  );
}

type BookedStart = Pick<NonNullable<MakeupToken["booking"]>, "onDate" | "startMinute" | "returnsUntilMs">;

const notAhead = { startMinute: null, returnsUntilMs: null };

/** When the makeups that are still to come begin, wherever they are held. */
function bookedStarts(studentId: string, on: string) {
  const named: SQL = sql`(select json_group_array(json_array(s.value, b.starts_on)) from enrollments b, json_each(b.slot_ids) s
    where b.student_id = ${studentId} and b.kind = 'makeup' and b.deleted_at is null and b.starts_on >= ${on})`;
  return select(
    {
      enrollmentId: sql<string>`e.id`,
      onDate: sql<string>`m.on_date`,
      startMinute: sql<number>`min(m.start_minute)`,
      durationMinutes: sql<number>`m.duration_minutes`,
      timeZone: sql<string>`l.time_zone`,
    },
    sql`from ${meetings({ named })} m join locations l on l.id = m.location_id
      join enrollments e on e.student_id = ${studentId} and e.class_id = m.class_id and e.starts_on = m.meets_on
        and e.kind = 'makeup' and e.deleted_at is null
      where m.is_cancelled = 0 and m.closure is null group by e.id`,
  );
}

function tokenOf(
  row: TokenRow,
  on: string,
  starts: ReadonlyMap<string, BookedStart>,
  authors: ReadonlyMap<string, string>,
): MakeupToken {
  const { id, version, origin, issuedOn, expiresOn, comment, booked } = row;
  const entries = row.entries.map((entry) => ({ ...entry, by: authors.get(entry.id) ?? null }));
  const isExpired = row.state === "available" && expiresOn !== null && expiresOn < on;
  const state: TokenState = isExpired ? "expired" : row.state;
  const { classId, slotId, meetsOn, missedClass, locationId, locationName } = row;
  return {
    ...{ id, version, state, origin, issuedOn, expiresOn, comment, entries },
    missed:
      classId !== null && slotId !== null && meetsOn !== null && missedClass !== null
        ? { classId, className: missedClass, slotId, meetsOn }
        : null,
    location: locationId !== null && locationName !== null ? { id: locationId, name: locationName } : null,
    programs: row.programIds === null ? null : row.programs,
    // A meeting that was moved takes place on another day than the one it was booked by.
    booking: booked === null ? null : { ...booked, ...(starts.get(booked.enrollmentId) ?? notAhead) },
  };
}
