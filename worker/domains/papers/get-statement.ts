import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { ENTRY_WORDS, running } from "../ledger/list-entries.ts";
import { OWED_MINOR } from "../ledger/status-fields.ts";
import { addressedTo, addresseeQuery, letterheadOf, letterheadQueries, theOne } from "./letterhead.ts";
import type { StatementFilter } from "./schemas.ts";
import type { Ageing, Statement, StatementEntry } from "./shapes.ts";

/** Years of an ordinary family; what is more is asked for in parts. */
const MOST_ENTRIES = 2_000;
const USUAL_DAYS = 91;

/** A family's ledger between two days with what it owed before and after, by age; in one trip. @throws NotFound */
export async function getStatement(
  ctx: Context,
  familyId: string,
  filter: StatementFilter,
): Promise<Statement> {
  requireRight(ctx, "charges", "view");
  const toOn = filter.to || today(ctx);
  const fromOn = filter.from || addDays(toOn, -USUAL_DAYS);
  const found = await read(ctx, {
    ...letterheadQueries(sql`(select home_location_id from families where id = ${familyId})`),
    family: addresseeQuery(sql`${familyId} and deleted_at is null`),
    opening: balanceBefore(familyId, fromOn),
    entries: entriesBetween(familyId, fromOn, toOn),
    ageing: ageingOn(familyId, toOn),
  });
  const family = theOne(found.family, "family");
  const openingMinor = found.opening[0]?.balanceMinor ?? 0;
  const entries = found.entries.slice(0, MOST_ENTRIES);
  return {
    letterhead: letterheadOf(ctx, found),
    familyId,
    to: addressedTo(family),
    fromOn,
    toOn,
    openingMinor,
    entries,
    isCut: found.entries.length > MOST_ENTRIES,
    closingMinor: entries.at(-1)?.balanceMinor ?? openingMinor,
    ageing: found.ageing[0] as Ageing,
  };
}

function balanceBefore(familyId: string, day: string): Query<{ balanceMinor: number }> {
  return select(
    { balanceMinor: sql<number>`coalesce(sum(${OWED_MINOR}), 0)` },
    sql`from postings p where p.family_id = ${familyId} and p.effective_on < ${day}`,
  );
}

function entriesBetween(familyId: string, fromOn: string, toOn: string): Query<StatementEntry> {
  return select(
    {
      seq: sql<number>`m.seq`,
      on: sql<string>`m.effective_on`,
      ...ENTRY_WORDS,
      number: sql<number>`coalesce(d.number, c.number, y.number)`,
      dueOn: sql<string | null>`case m.act when 'charge' then c.due_on end`,
      owedMinor: sql<number>`m.owed_minor`,
      balanceMinor: sql<number>`m.balance_minor`,
    },
    sql`from (${running(familyId)}) m left join charges c on c.id = m.charge_id
      left join payments y on y.id = m.payment_id left join refunds d on d.id = m.refund_id
      where m.effective_on between ${fromOn} and ${toOn}
      order by m.effective_on, m.seq limit ${MOST_ENTRIES + 1}`,
  );
}

/** What was open on a day by how long it had been due, and what lay on account. */
function ageingOn(familyId: string, day: string): Query<Ageing> {
  const late = sql`cast(julianday(${day}) - julianday(b.due_on) as integer)`;
  const lines = sql`select b.line_id, ${late} as late,
      sum(case p.debit when 'receivable' then p.amount_minor else -p.amount_minor end) as minor
    from postings p cross join line_balances b on b.line_id = p.line_id
    where p.family_id = ${familyId} and p.effective_on <= ${day} group by b.line_id`;
  const between = (from: number, to: number): SQL<number> =>
    sql<number>`coalesce(sum(minor) filter (where late between ${from} and ${to}), 0)`;
  return select(
    {
      notDueMinor: sql<number>`coalesce(sum(minor) filter (where late <= 0), 0)`,
      days1to30Minor: between(1, 30),
      days31to60Minor: between(31, 60),
      days61to90Minor: between(61, 90),
      daysOver90Minor: sql<number>`coalesce(sum(minor) filter (where late > 90), 0)`,
      onAccountMinor: sql<number>`coalesce((select sum(case p.credit when 'unapplied' then p.amount_minor else -p.amount_minor end)
        from postings p where p.family_id = ${familyId} and p.effective_on <= ${day} and 'unapplied' in (p.debit, p.credit)), 0)`,
    },
    sql`from (${lines})`,
  );
}
