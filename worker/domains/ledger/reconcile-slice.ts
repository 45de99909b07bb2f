import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { type Query, type Statement, select, statement } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { guard } from "../../kernel/row-statements.ts";
import { OWED_MINOR } from "./status-fields.ts";

/** Families of one slice; a few hundred postings each at most are replayed in one batch. */
export const SLICE_FAMILIES = 250;

/** Something kept that differs from what the postings say. */
export interface Difference {
  readonly familyId: string;
  readonly what: "line" | "payment" | "balance";
  readonly id: string;
  readonly keptMinor: number | null;
  readonly postedMinor: number | null;
}

export interface Slice {
  readonly differences: readonly Difference[];
  /** Where the next slice begins; null: this was the last one. */
  readonly next: string | null;
}

/**
 * Replays the postings of the next families and compares what is kept of them; a family whose kept figures differ is told
 * of and left as it is. Null: somebody else did this slice meanwhile.
 */
export async function reconcileSlice(
  ctx: Context,
  job: { readonly id: string; readonly after: string },
  size: number = SLICE_FAMILIES,
): Promise<Slice | null> {
  const { families } = await ctx.database.read({
    families: select(
      { id: sql<string>`id` },
      sql`from families where id > ${job.after} order by id limit ${size}`,
    ),
  });
  const ids = JSON.stringify(families.map((family) => family.id));
  const found = await ctx.database.read({
    lines: linesQuery(ids),
    payments: paymentsQuery(ids),
    balances: balancesQuery(ids),
  });
  const differences = [...found.lines, ...found.payments, ...found.balances];
  const next = families.length < size ? null : families.at(-1)!.id;
  try {
    await ctx.database.commit({ statements: noted(ctx, job, next) });
  } catch (error) {
    if (error instanceof GuardFailed) return null;
    throw error;
  }
  return { differences, next };
}

function noted(
  ctx: Context,
  job: { readonly id: string; readonly after: string },
  next: string | null,
): Statement[] {
  const outcome = JSON.stringify({ after: next });
  return [
    guard(
      "task_cursor",
      sql`coalesce((select outcome ->> 'after' from job_runs where job_id = ${job.id}), '') = ${job.after}
        and (select outcome ->> 'after' is null from job_runs where job_id = ${job.id}) is not true`,
    ),
    statement(sql`insert into job_runs (job_id, kind, finished_at, outcome)
      values (${job.id}, 'reconcile-ledger', ${ctx.nowMs}, ${outcome})
      on conflict do update set outcome = excluded.outcome, finished_at = excluded.finished_at`),
  ];
}

function linesQuery(ids: string): Query<Difference> {
  const posted = sql`select p.line_id as id, p.family_id, sum(case p.debit when 'receivable' then p.amount_minor else -p.amount_minor end) as minor
    from json_each(${ids}) j cross join postings p on p.family_id = j.value and p.line_id is not null group by p.line_id`;
  const kept = sql`select b.line_id as id, b.family_id, b.open_minor as minor from line_balances b where b.line_id = s.id`;
  return different("line", posted, kept);
}

function paymentsQuery(ids: string): Query<Difference> {
  const posted = sql`select p.payment_id as id, p.family_id, sum(case p.credit when 'unapplied' then p.amount_minor else -p.amount_minor end) as minor
    from json_each(${ids}) j cross join postings p on p.family_id = j.value and 'unapplied' in (p.debit, p.credit)
    group by p.payment_id`;
  const kept = sql`select b.payment_id as id, b.family_id, b.unapplied_minor as minor from payment_balances b where b.payment_id = s.id`;
  return different("payment", posted, kept);
}

/** What the documents come to, which postings must have made so, is compared by the balance of open and unapplied. */
function balancesQuery(ids: string): Query<Difference> {
  const posted = sql`select f.id, f.id as family_id, coalesce((select sum(${OWED_MINOR}) from postings p
    where p.family_id = f.id), 0) as minor from json_each(${ids}) j cross join families f on f.id = j.value and f.deleted_at is null`;
  const kept = sql`select l.family_id as id, l.family_id, l.balance_minor as minor from family_list l where l.family_id = s.id`;
  return different("balance", posted, kept);
}

function different(what: Difference["what"], posted: SQL, kept: SQL): Query<Difference> {
  return select(
    {
      familyId: sql<string>`s.family_id`,
      what: sql<Difference["what"]>`${what}`,
      id: sql<string>`s.id`,
      keptMinor: sql<number | null>`(select minor from (${kept}))`,
      postedMinor: sql<number | null>`s.minor`,
    },
    sql`from (${posted}) s where not exists (select 1 from (${kept}) k
      where k.minor = s.minor and k.family_id = s.family_id) limit 100`,
  );
}
