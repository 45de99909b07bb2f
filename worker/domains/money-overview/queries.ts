import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type IsoDate, startOfDateMs } from "../../../tenant-schema/dates.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { firstDayOf, monthAfter } from "./months.ts";

/** Which rows are in reach, as a condition over their location. */
type Here = (location: SQL) => SQL;

export type Measure = "revenue" | "tax" | "received" | "given_back";

/**
 * Revenue, tax and payments of some months from one walk over the postings of their days (`postings_day`): one row of
 * the index and one of the table for each posting, and one payment for each that moved money. Nothing before is read.
 */
export function movesQuery(asked: { from: IsoDate; before: IsoDate; today: IsoDate; here: Here }) {
  const { from, before, today, here } = asked;
  const measure = sql`case when p.kind in ('charge', 'charge_void') then 'revenue' when p.kind in ('tax', 'tax_void') then 'tax'
    when p.kind in ('payment', 'payment_void', 'return') then 'received' else 'given_back' end`;
  const minor = sql`case when p.credit in ('revenue', 'tax') or (p.credit = 'unapplied' and p.kind = 'payment')
    or (p.debit = 'unapplied' and p.kind in ('refund', 'dispute')) then p.amount_minor else -p.amount_minor end`;
  return select(
    {
      month: sql<string>`m.month`,
      measure: sql<Measure>`m.measure`,
      programId: sql<string | null>`m.program_id`,
      method: sql<string | null>`m.method`,
      minor: sql<number>`sum(m.minor)`,
      byDayMinor: sql<number>`coalesce(sum(m.minor) filter (where m.day <= ${today.slice(8)}), 0)`,
    },
    sql`from (select substr(p.effective_on, 1, 7) as month, substr(p.effective_on, 9) as day, ${measure} as measure,
        iif(p.line_id is null, null, p.program_id) as program_id, y.method, ${minor} as minor
      from postings p indexed by postings_day left join payments y on y.id = p.payment_id
      where p.effective_on >= ${from} and p.effective_on < ${before}
        and p.kind not in ('allocation', 'deallocation', 'settlement', 'credit', 'credit_void')
        and ${here(sql`p.location_id`)}) m
      group by m.month, m.measure, m.program_id, m.method`,
  );
}

/** Ids begin with the instant they were made at, so the attempts of a month are one range of the table. */
export function attemptsQuery(months: readonly string[], timeZone: string, here: Here) {
  const firstId = (month: string) =>
    newId("paymentAttempt", startOfDateMs(firstDayOf(month), timeZone), () => new Uint8Array(16));
  const ranges = months.map((month) => ({ month, from: firstId(month), before: firstId(monthAfter(month)) }));
  return select(
    {
      month: sql<string>`r.value ->> 'month'`,
      succeeded: sql<number>`sum(a.state = 'succeeded')`,
      declined: sql<number>`sum(a.state = 'declined')`,
    },
    sql`from json_each(${JSON.stringify(ranges)}) r
      cross join payment_attempts a on a.id >= r.value ->> 'from' and a.id < r.value ->> 'before'
      where a.deleted_at is null and a.purpose <> 'refund' and a.state in ('succeeded', 'declined')
        and ${here(sql`a.location_id`)} group by 1`,
  );
}

/** What is open and on account now, less what counts only after today; reads what is open, not what was ever charged. */
export function agedQuery(today: IsoDate, here: Here) {
  const late = sql`cast(julianday(${today}) - julianday(b.due_on) as integer)`;
  const later = sql`postings p indexed by postings_day`;
  const between = (from: number, to: number) =>
    sql<number>`coalesce(sum(m.minor) filter (where m.late between ${from} and ${to}), 0)`;
  return select(
    {
      notDueMinor: sql<number>`coalesce(sum(m.minor) filter (where m.late <= 0), 0)`,
      days1to30Minor: between(1, 30),
      days31to60Minor: between(31, 60),
      days61to90Minor: between(61, 90),
      daysOver90Minor: sql<number>`coalesce(sum(m.minor) filter (where m.late > 90), 0)`,
      unappliedMinor: sql<number>`coalesce(sum(m.minor) filter (where m.late is null), 0)`,
    },
    sql`from (select ${late} as late, b.open_minor as minor
        from line_balances b indexed by line_balances_open cross join charges c on c.id = b.charge_id
        where b.open_minor > 0 and ${here(sql`c.location_id`)}
      union all select ${late}, iif(p.debit = 'receivable', -p.amount_minor, p.amount_minor)
        from ${later} cross join line_balances b on b.line_id = p.line_id
        where p.effective_on > ${today} and 'receivable' in (p.debit, p.credit) and ${here(sql`p.location_id`)}
      union all select null, b.unapplied_minor
        from payment_balances b indexed by payment_balances_left cross join payments y on y.id = b.payment_id
        where b.unapplied_minor > 0 and ${here(sql`y.location_id`)}
      union all select null, iif(p.credit = 'unapplied', -p.amount_minor, p.amount_minor)
        from ${later} cross join payments y on y.id = p.payment_id
        where p.effective_on > ${today} and 'unapplied' in (p.debit, p.credit) and ${here(sql`y.location_id`)}) m`,
  );
}

export function programsQuery() {
  return select({ id: sql<string>`id`, name: sql<string>`name` }, sql`from programs`);
}
