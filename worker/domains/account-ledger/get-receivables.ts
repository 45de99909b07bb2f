import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { ReceivablesFilter } from "./schemas.ts";
import type { AgedFamily, Receivables } from "./shapes.ts";

/**
 * What every family owes on a day, by how long it is due, and what it has on account; in one trip. Without `knownAt`
 * what is open now is corrected by what counts from later days only, so today reads little more than what is open.
 */
export async function getReceivables(ctx: Context, filter: ReceivablesFilter): Promise<Receivables> {
  requireRight(ctx, "charges", "view");
  const asOf = filter.asOf || today(ctx);
  const knownAt = filter.knownAt ?? null;
  const { families } = await read(ctx, { families: receivablesQuery({ ...filter, asOf, knownAt }) });
  return { asOf, knownAt, families };
}

interface AsOf {
  readonly asOf: string;
  readonly knownAt: number | null;
  readonly locationId: string;
}

/** The rows of the report; families with nothing open and nothing on account are left out. */
export function receivablesQuery({ asOf, knownAt, locationId }: AsOf): Query<AgedFamily> {
  const moves = knownAt === null ? correctedMoves(asOf, locationId) : knownMoves(asOf, knownAt, locationId);
  const between = (from: number, to: number) =>
    sql<number>`coalesce(sum(m.minor) filter (where m.late between ${from} and ${to}), 0)`;
  const unapplied = sql`coalesce(-sum(m.minor) filter (where m.late is null), 0)`;
  return select(
    {
      familyId: sql<string>`a.family_id`,
      name: sql<string>`f.name`,
      notDueMinor: sql<number>`a.not_due`,
      days1to15Minor: sql<number>`a.d15`,
      days16to30Minor: sql<number>`a.d30`,
      days31to60Minor: sql<number>`a.d60`,
      days61to90Minor: sql<number>`a.d90`,
      daysOver90Minor: sql<number>`a.older`,
      unappliedMinor: sql<number>`a.unapplied`,
      totalMinor: sql<number>`a.total`,
    },
    sql`from (select m.family_id, coalesce(sum(m.minor) filter (where m.late <= 0), 0) as not_due, ${between(1, 15)} as d15,
        ${between(16, 30)} as d30, ${between(31, 60)} as d60, ${between(61, 90)} as d90,
        coalesce(sum(m.minor) filter (where m.late > 90), 0) as older, ${unapplied} as unapplied, sum(m.minor) as total
      from (${moves}) m group by m.family_id
      having not_due <> 0 or d15 <> 0 or d30 <> 0 or d60 <> 0 or d90 <> 0 or older <> 0 or unapplied <> 0) a
      cross join families f on f.id = a.family_id order by f.sort_name, f.id`,
  );
}

function lateOn(asOf: string, dueOn: SQL): SQL {
  return sql`cast(julianday(${asOf}) - julianday(${dueOn}) as integer)`;
}

const LINE_MOVE = sql`case p.debit when 'receivable' then p.amount_minor else -p.amount_minor end`;
const MONEY_MOVE = sql`case p.credit when 'unapplied' then p.amount_minor else -p.amount_minor end`;

/** What is open and on account now, less what counts only after the day. Money on account is negative. */
function correctedMoves(asOf: string, locationId: string): SQL {
  const here = (column: SQL) => (locationId === "" ? sql`true` : sql`${column} = ${locationId}`);
  const chargedHere =
    locationId === ""
      ? sql``
      : sql`cross join charges c on c.id = b.charge_id and c.location_id = ${locationId}`;
  const paidHere =
    locationId === ""
      ? sql``
      : sql`cross join payments y on y.id = b.payment_id and y.location_id = ${locationId}`;
  const later = sql`postings p indexed by postings_day`;
  return sql`select b.family_id, ${lateOn(asOf, sql`b.due_on`)} as late, b.open_minor as minor
      from line_balances b indexed by line_balances_open ${chargedHere} where b.open_minor > 0
    union all select p.family_id, ${lateOn(asOf, sql`b.due_on`)}, -(${LINE_MOVE})
      from ${later} cross join line_balances b on b.line_id = p.line_id
      where p.effective_on > ${asOf} and ${here(sql`p.location_id`)}
    union all select b.family_id, null, -b.unapplied_minor
      from payment_balances b indexed by payment_balances_left ${paidHere} where b.unapplied_minor > 0
    union all select p.family_id, null, ${MONEY_MOVE} from ${later} ${paymentHere(locationId)}
      where p.effective_on > ${asOf} and 'unapplied' in (p.debit, p.credit)`;
}

/** All that counts up to the day and was known at the instant. */
function knownMoves(asOf: string, knownAt: number, locationId: string): SQL {
  const here = locationId === "" ? sql`true` : sql`p.location_id = ${locationId}`;
  const known = sql`p.effective_on <= ${asOf} and p.posted_at <= ${knownAt}`;
  return sql`select n.family_id, ${lateOn(asOf, sql`b.due_on`)} as late, n.minor from (
      select p.line_id, min(p.family_id) as family_id, sum(${LINE_MOVE}) as minor from postings p
      where ${known} and ${here} and p.line_id is not null group by p.line_id) n
      cross join line_balances b on b.line_id = n.line_id where n.minor <> 0
    union all select p.family_id, null, -(${MONEY_MOVE}) from postings p ${paymentHere(locationId)}
      where ${known} and 'unapplied' in (p.debit, p.credit)`;
}

/** Money belongs to the location where it came in, also when it pays for something elsewhere. */
function paymentHere(locationId: string): SQL {
  return locationId === ""
    ? sql``
    : sql`cross join payments y on y.id = p.payment_id and y.location_id = ${locationId}`;
}
