import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../../control-plane/query.ts";
import type { DropsInput } from "../schemas.ts";

/** A line that is overdue, and for which enrollment it was charged. */
interface OverdueLine {
  readonly familyId: string;
  readonly enrollmentId: string | null;
  readonly dueOn: string;
  readonly openMinor: number;
}

/** An enrollment that a drop would end, of a family that owes. */
export interface EnrolledDebtor {
  readonly familyId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly enrollmentId: string;
  readonly version: number;
  readonly className: string;
  /** A makeup token stands for it. */
  readonly hasToken: boolean;
  /** The student came to a meeting after what would be the last day. */
  readonly cameLater: boolean;
}

/** What lies on a family's account, and whether a payment is under way of which the end is not known. */
interface FamilyMoney {
  readonly familyId: string;
  readonly onAccountMinor: number;
  readonly isBusy: boolean;
}

/** What some families owe that is overdue, what they are enrolled in, and what they have. */
export function debtorQueries(input: DropsInput, families: SQL) {
  // Most families owe nothing: only the others are looked at any further.
  const owing = sql`(select f.id from (${families}) f where exists (select 1 from line_balances b indexed by line_balances_open
    where b.family_id = f.id and b.open_minor > 0 and b.due_on <= ${input.dueBy}))`;
  return { overdue: overdueLines(input, owing), enrolled: enrolled(input, owing), money: money(owing) };
}

function overdueLines(input: DropsInput, owing: SQL): Query<OverdueLine> {
  const category =
    input.overdueCategoryId === null ? sql`true` : sql`l.category_id = ${input.overdueCategoryId}`;
  return select(
    {
      familyId: sql<string>`b.family_id`,
      enrollmentId: sql<string | null>`l.enrollment_id`,
      dueOn: sql<string>`b.due_on`,
      openMinor: sql<number>`b.open_minor`,
    },
    sql`from ${owing} f cross join line_balances b indexed by line_balances_open
        on b.family_id = f.id and b.open_minor > 0 and b.due_on <= ${input.dueBy}
      cross join charge_lines l on l.id = b.line_id where ${category}`,
  );
}

function enrolled(input: DropsInput, owing: SQL): Query<EnrolledDebtor> {
  const among = (column: SQL, ids: readonly string[]) =>
    ids.length === 0 ? sql`true` : sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
  return select(
    {
      familyId: sql<string>`f.id`,
      studentId: sql<string>`s.id`,
      studentName: sql<string>`s.first_name || ' ' || s.last_name`,
      enrollmentId: sql<string>`e.id`,
      version: sql<number>`e.version`,
      className: sql<string>`c.name`,
      hasToken:
        flag(sql`exists (select 1 from makeup_tokens t where t.student_id = s.id and t.enrollment_id = e.id
        and t.state in ('pending', 'expended') and t.deleted_at is null)`),
      cameLater:
        flag(sql`exists (select 1 from attendance a where a.id > 'att:' || s.id || ':' and a.id < 'att:' || s.id || ';'
        and a.enrollment_id = e.id and a.status in ('present', 'tardy') and a.meets_on > ${input.lastDayOn}
        and a.deleted_at is null)`),
    },
    sql`from ${owing} f cross join students s on s.family_id = f.id and s.deleted_at is null
      cross join enrollments e on e.student_id = s.id and e.deleted_at is null and e.kind = 'active'
        and coalesce(e.ends_on, '9999-12-31') > ${input.lastDayOn}
      cross join classes c on c.id = e.class_id and c.deleted_at is null
        and ${among(sql`c.program_id`, input.programIds)} and ${among(sql`c.location_id`, input.locationIds)}
      order by f.id, s.id, c.name, e.id`,
  );
}

function money(owing: SQL): Query<FamilyMoney> {
  return select(
    {
      familyId: sql<string>`f.id`,
      onAccountMinor: onAccount(sql`f.id`),
      isBusy: flag(sql`exists (select 1 from payment_attempts a where a.family_id = f.id
        and a.purpose in ('pay', 'draft') and a.state in ('created', 'asked', 'unknown', 'processing'))`),
    },
    sql`from ${owing} f`,
  );
}

function onAccount(familyId: SQL): SQL<number> {
  return sql<number>`coalesce((select sum(p.unapplied_minor) from payment_balances p indexed by payment_balances_left
    where p.family_id = ${familyId} and p.unapplied_minor > 0), 0)`;
}

/** A family as it was found, for the guard. */
export interface KnownDebt {
  readonly familyId: string;
  /** All that is overdue, whatever for, less what lies on account. */
  readonly netMinor: number;
}

/** All that these families owe by the day, for the guard of the same. */
export function netDebts(dueBy: string, familyIds: readonly string[]): Query<KnownDebt> {
  return select(
    { familyId: sql<string>`j.value`, netMinor: netDebt(sql`j.value`, dueBy) },
    sql`from json_each(${JSON.stringify(familyIds)}) j`,
  );
}

/** True while none of these families has paid anything since they were read. */
export function stillOwing(dueBy: string, debts: readonly KnownDebt[]): SQL {
  const known = JSON.stringify(debts.map(({ familyId, netMinor }) => [familyId, netMinor]));
  return sql`not exists (select 1 from json_each(${known}) j
    where ${netDebt(sql`j.value->>0`, dueBy)} < j.value->>1)`;
}

function netDebt(familyId: SQL, dueBy: string): SQL<number> {
  return sql<number>`(coalesce((select sum(b.open_minor) from line_balances b indexed by line_balances_open
    where b.family_id = ${familyId} and b.open_minor > 0 and b.due_on <= ${dueBy}), 0) - ${onAccount(familyId)})`;
}
