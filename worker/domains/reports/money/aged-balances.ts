import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../../tenant-schema/dates.ts";
import type { ReportScope } from "../definition.ts";
import { type LedgerBound, lastKnown, signed } from "./known.ts";

/** The books on a day, as far as they were known: which postings count, and from which end they are counted. */
export interface BooksOn extends LedgerBound {
  /** From what is kept of today back over what came later, instead of from the first posting on. */
  readonly isBackwards: boolean;
}

/** What came later is counted once (an index says so without reading a posting), so that a run reads the shorter part. */
export async function booksOn(
  scope: ReportScope,
  on: IsoDate,
  knownOn: IsoDate | undefined,
): Promise<BooksOn> {
  const { found } = await scope.read({
    found: select(
      {
        seq: lastKnown(scope, knownOn),
        later: sql<number>`(select count(*) from postings p indexed by postings_day where p.effective_on > ${on})`,
        newest: lastKnown(scope),
      },
      sql``,
    ),
  });
  const { seq, later, newest } = found[0]!;
  return { seq, isBackwards: 2 * (later + newest - seq) < newest };
}

export interface Within {
  /** A condition over the location of a charge's or payment's row; null: everything is in reach. */
  readonly here: ((location: SQL) => SQL) | null;
}

/**
 * What each family owed by age, and what it had on account. Amounts are added up by family and due date: which lines
 * they belong to makes no difference to an age.
 */
export function agedBalances(on: IsoDate, { seq, isBackwards }: BooksOn, { here }: Within): SQL {
  const back = (days: number) => addDays(on, -days);
  const due = (from: number, to: number) =>
    sql`sum(iif(m.due_on between ${back(to)} and ${back(from)}, m.owed, 0))`;
  const parts = isBackwards
    ? [
        openNow(here),
        unappliedNow(here),
        moved(sql`p.effective_on > ${on}`, -1, here),
        moved(sql`+p.effective_on <= ${on} and p.seq > ${seq}`, -1, here),
      ]
    : [moved(sql`p.effective_on <= ${on} and +p.seq <= ${seq}`, 1, here)];
  return sql`select * from (select m.family_id, sum(iif(m.due_on >= ${on}, m.owed, 0)) as later, ${due(1, 15)} as d15,
      ${due(16, 30)} as d30, ${due(31, 60)} as d60, ${due(61, 90)} as d90,
      sum(iif(m.due_on < ${back(90)}, m.owed, 0)) as d91, sum(m.owed) as owed, sum(m.spare) as unapplied
    from (${sql.join(parts, sql` union all `)}) m group by m.family_id)
    where later or d15 or d30 or d60 or d90 or d91 or unapplied`;
}

type Here = Within["here"];

/** Lines that are open now; most of what was ever charged is paid and not read. */
function openNow(here: Here): SQL {
  const located = here && sql`cross join charges c on c.id = b.charge_id and ${here(sql`c.location_id`)}`;
  return sql`select b.family_id, b.due_on, b.open_minor as owed, 0 as spare
    from line_balances b indexed by line_balances_open ${located ?? sql``} where b.open_minor > 0`;
}

function unappliedNow(here: Here): SQL {
  const located = here && sql`cross join payments y on y.id = b.payment_id and ${here(sql`y.location_id`)}`;
  return sql`select b.family_id, null, 0, b.unapplied_minor
    from payment_balances b indexed by payment_balances_left ${located ?? sql``} where b.unapplied_minor > 0`;
}

/** What some postings moved; an allocation counts on both sides, each at the location of its own document. */
function moved(which: SQL, sign: 1 | -1, here: Here): SQL {
  const times = sql.raw(sign < 0 ? "-" : "");
  const part = (account: "receivable" | "unapplied", grows: "debit" | "credit", reached: SQL) =>
    sql`iif(${account} in (p.debit, p.credit) and ${reached}, ${times}${signed(account, grows, "p")}, 0)`;
  const owed = part("receivable", "debit", here ? here(sql`c.location_id`) : sql`true`);
  const spare = part("unapplied", "credit", here ? here(sql`y.location_id`) : sql`true`);
  const located =
    here && sql`left join charges c on c.id = b.charge_id left join payments y on y.id = p.payment_id`;
  return sql`select p.family_id, b.due_on, ${owed} as owed, ${spare} as spare from postings p
    left join line_balances b on b.line_id = p.line_id ${located ?? sql``}
    where ${which} and (p.debit in ('receivable', 'unapplied') or p.credit in ('receivable', 'unapplied'))`;
}
