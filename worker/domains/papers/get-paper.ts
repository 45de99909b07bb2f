import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { storyOf } from "../ledger/charge-story.ts";
import { OWED_MINOR } from "../ledger/status-fields.ts";
import { addressedTo, addresseeQuery, letterheadOf, letterheadQueries, theOne } from "./letterhead.ts";
import { chargeHead, paymentHead } from "./paper-heads.ts";
import type { Paper, PaperLine } from "./shapes.ts";

type LineRow = Omit<PaperLine, "story"> & {
  readonly trace: readonly unknown[] | null;
  readonly rulesMadeAt: number | null;
};

/** A charge, receipt or credit note as it is handed out, in one trip. @throws NotFound */
export async function getPaper(ctx: Context, id: string): Promise<Paper> {
  requireRight(ctx, "charges", "view");
  if (id.startsWith("cha_")) return chargePaper(ctx, id);
  if (id.startsWith("pay_")) return paymentPaper(ctx, id);
  throw new NotFound("paper");
}

async function chargePaper(ctx: Context, id: string): Promise<Paper> {
  const found = await read(ctx, {
    head: chargeHead(id),
    lines: linesWhere(
      sql`from (select * from charge_lines where charge_id = ${id} and deleted_at is null) l`,
      sql`null`,
    ),
    ...around(sql`charges`, id),
    after: balanceAfter(sql`charges`, sql`charge_id`, id),
  });
  return { kind: "charge", ...theOne(found.head, "charge"), ...framed(ctx, found) };
}

async function paymentPaper(ctx: Context, id: string): Promise<Paper> {
  const applied = sql`(select p.line_id, sum(case p.kind when 'allocation' then p.amount_minor else -p.amount_minor end) as minor
    from postings p where p.payment_id = ${id} and p.kind in ('allocation', 'deallocation')
    group by p.line_id having minor > 0)`;
  const found = await read(ctx, {
    head: paymentHead(id),
    lines: linesWhere(sql`from ${applied} a cross join charge_lines l on l.id = a.line_id`, sql`a.minor`),
    ...around(sql`payments`, id),
    after: balanceAfter(sql`payments`, sql`payment_id`, id),
  });
  return { ...theOne(found.head, "payment"), ...framed(ctx, found) };
}

/** The school above, the family beside. */
function around(table: SQL, id: string) {
  return {
    ...letterheadQueries(sql`(select location_id from ${table} where id = ${id})`),
    family: addresseeQuery(sql`(select family_id from ${table} where id = ${id})`),
  };
}

type Found = Parameters<typeof letterheadOf>[1] & {
  readonly family: readonly (Parameters<typeof addressedTo>[0] & { id: string })[];
  readonly lines: readonly LineRow[];
  readonly after: readonly { balanceMinor: number }[];
};

function framed(ctx: Context, found: Found) {
  const family = theOne(found.family, "family");
  return {
    familyId: family.id,
    letterhead: letterheadOf(ctx, found),
    to: addressedTo(family),
    lines: found.lines.map(({ trace, rulesMadeAt, ...line }) => ({
      ...line,
      story: storyOf(ctx, trace, rulesMadeAt),
    })),
    balanceAfterMinor: found.after[0]?.balanceMinor ?? 0,
  };
}

function linesWhere(source: SQL, paidMinor: SQL): Query<LineRow> {
  const columns = {
    id: sql<string>`l.id`,
    description: sql<string>`l.description`,
    studentName: sql<
      string | null
    >`(select first_name || ' ' || last_name from students where id = l.student_id)`,
    chargeNumber: sql<number>`c.number`,
    baseMinor: sql<number>`l.base_minor`,
    discountMinor: sql<number>`l.discount_minor`,
    taxMinor: sql<number>`l.tax_minor`,
    totalMinor: sql<number>`l.total_minor`,
    openMinor: sql<number>`coalesce((select open_minor from line_balances where line_id = l.id), 0)`,
    isVoided: flag(sql`l.voided_on is not null`),
    paidMinor: sql<number | null>`${paidMinor}`,
    trace: json<LineRow["trace"]>(sql`l.trace`),
    rulesMadeAt: sql<number | null>`(select created_at from price_rules where id = c.rules_id)`,
  };
  return select(columns, sql`${source} cross join charges c on c.id = l.charge_id order by c.number, l.id`);
}

/** What the family owed after the document was made: all that stands before it in its ledger, and itself. */
function balanceAfter(table: SQL, column: SQL, id: string): Query<{ balanceMinor: number }> {
  const family = sql`(select family_id from ${table} where id = ${id})`;
  const made = sql`from postings where family_id = ${family} and ${column} = ${id}
    and kind in ('charge', 'tax', 'payment', 'credit')`;
  return select(
    { balanceMinor: sql<number>`coalesce(sum(${OWED_MINOR}), 0)` },
    sql`from postings p where p.family_id = ${family}
      and (p.effective_on, p.seq) <= ((select max(effective_on) ${made}), (select max(seq) ${made}))`,
  );
}
