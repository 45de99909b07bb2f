import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { decodeCursor, PAGE_SIZE, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import type { EntryKind, FamilyLedgerFilter } from "./schemas.ts";
import type { FamilyLedger, LedgerEntry } from "./shapes.ts";
import {
  chargeStatus,
  OWED_MINOR,
  openOfCharge,
  paymentStatus,
  unappliedOfPayment,
} from "./status-fields.ts";

const KIND = sql<EntryKind>`case when m.act in ('charge', 'payment', 'credit') then m.act
  when m.act in ('refund', 'refund_failed') then 'refund' when m.act in ('dispute', 'dispute_won') then 'dispute' else 'void' end`;

/**
 * A family's ledger, newest first, each line with the balance after it; in one trip. What the family owed at a line is
 * the sum of all that counts before, so the postings of this one family are read, however few are shown.
 * @throws NotFound
 */
export async function listEntries(
  ctx: Context,
  familyId: string,
  filter: FamilyLedgerFilter,
): Promise<FamilyLedger> {
  requireRight(ctx, "charges", "view");
  const { family, rows } = await read(ctx, {
    family: select({ id: sql<string>`id` }, sql`from families where id = ${familyId} and deleted_at is null`),
    rows: entriesQuery(familyId, filter),
  });
  if (!family[0]) throw new NotFound("family");
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.effectiveOn, String(row.seq)], null);
  return { entries: page.rows, nextCursor: page.nextCursor };
}

function entriesQuery(familyId: string, filter: FamilyLedgerFilter): Query<LedgerEntry> {
  const { kinds, from, to, open, cursor } = filter;
  const [beforeOn, beforeSeq] = cursor ? decodeCursor(cursor, 2) : [null, null];
  const isOpen = sql`m.act in ('charge', 'payment', 'credit') and
    case m.act when 'charge' then ${openOfCharge(sql`m.charge_id`)} else ${unappliedOfPayment(sql`m.payment_id`)} end > 0`;
  const conditions: SQL[] = [
    ...(kinds.length > 0 ? [sql`${KIND} in (select value from json_each(${JSON.stringify(kinds)}))`] : []),
    ...(from === "" ? [] : [sql`m.effective_on >= ${from}`]),
    ...(to === "" ? [] : [sql`m.effective_on <= ${to}`]),
    ...(open === "" ? [] : [isOpen]),
    ...(beforeSeq === null
      ? []
      : [sql`(m.effective_on, m.seq) < (${beforeOn}, cast(${beforeSeq} as integer))`]),
  ];
  const wanted = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
  return select(
    entryFields(),
    sql`from (select m.* from (${running(familyId)}) m where ${wanted}
        order by m.effective_on desc, m.seq desc limit ${PAGE_SIZE + 1}) m
      left join charges c on c.id = m.charge_id left join payments y on y.id = m.payment_id
      left join refunds d on d.id = m.refund_id
      order by m.effective_on desc, m.seq desc`,
  );
}

/** What moved the balance, one row an act on a document, with the balance after it. */
export function running(familyId: string): SQL {
  return sql`select a.*, sum(a.owed_minor) over (order by a.effective_on, a.seq) as balance_minor from (
    select min(p.seq) as seq, p.change_id, p.effective_on, min(p.posted_at) as posted_at, p.charge_id, p.payment_id, p.refund_id,
      case p.kind when 'tax' then 'charge' when 'tax_void' then 'charge_void' else p.kind end as act,
      min(p.location_id) as location_id, min(p.reason) as reason, sum(${OWED_MINOR}) as owed_minor
    from postings p where p.family_id = ${familyId} and p.kind not in ('allocation', 'deallocation', 'settlement')
    group by p.change_id, p.effective_on, p.charge_id, p.payment_id, p.refund_id, act) a`;
}

const IS_VOIDED_HERE = sql`exists (select 1 from postings v
  where v.line_id = l.id and v.change_id = m.change_id and v.kind in ('charge_void', 'tax_void'))`;

/** The name of the one line that an act took out of a charge of several; null of every other act. */
const VOIDED_LINE = sql`case when m.act = 'charge_void' then
  (select iif(count(*) > 1 and sum(${IS_VOIDED_HERE}) = 1, max(iif(${IS_VOIDED_HERE}, l.description, null)), null)
    from charge_lines l where l.charge_id = m.charge_id and l.deleted_at is null) end`;

/** What an entry is called and what happened in it, over `m`, `c` and `y`. */
export const ENTRY_WORDS = {
  act: sql<string>`iif(${VOIDED_LINE} is null, m.act, 'charge_line_void')`,
  title: sql<string>`coalesce(${VOIDED_LINE}, c.title, y.title)`,
};

function entryFields() {
  const charge = { id: sql`c.id`, voidedOn: sql`c.voided_on` };
  const payment = { id: sql`y.id`, status: sql`y.status`, amountMinor: sql`y.amount_minor` };
  return {
    seq: sql<number>`m.seq`,
    kind: KIND,
    ...ENTRY_WORDS,
    effectiveOn: sql<string>`m.effective_on`,
    postedAt: sql<number>`m.posted_at`,
    document: json<LedgerEntry["document"]>(sql`case when d.id is not null
        then json_object('entity', 'refunds', 'id', d.id, 'number', d.number)
      when c.id is not null then json_object('entity', 'charges', 'id', c.id, 'number', c.number)
      else json_object('entity', 'payments', 'id', y.id, 'number', y.number) end`),
    paymentId: sql<string | null>`y.id`,
    locationId: sql<string>`m.location_id`,
    status: sql<
      LedgerEntry["status"]
    >`case when c.id is not null then ${chargeStatus(charge)} else ${paymentStatus(payment)} end`,
    method: sql<LedgerEntry["method"]>`coalesce(d.method, y.method)`,
    reference: sql<string | null>`y.reference`,
    dueOn: sql<string | null>`c.due_on`,
    amountMinor: sql<number>`m.owed_minor`,
    balanceMinor: sql<number>`m.balance_minor`,
    openMinor: sql<number>`case when c.id is not null then ${openOfCharge(sql`c.id`)} else ${unappliedOfPayment(sql`y.id`)} end`,
    lines: json<
      LedgerEntry["lines"]
    >(sql`(select json_group_array(json_object('id', l.id, 'description', l.description,
        'amountMinor', l.total_minor)) from charge_lines l where l.charge_id = c.id and (m.act = 'charge' or ${IS_VOIDED_HERE}))`),
    applied: json<LedgerEntry["applied"]>(sql`case when m.act = 'charge' then ${paidBy()}
      when m.act in ('payment', 'credit') then ${paidFor()} else '[]' end`),
    reason: sql<string | null>`m.reason`,
  };
}

const NET = sql`sum(case x.kind when 'allocation' then x.amount_minor else -x.amount_minor end)`;

function paidBy(): SQL {
  return sql`(select json_group_array(json_object('number', t.number, 'title', t.title, 'amountMinor', n.minor)) from (
    select x.payment_id, ${NET} as minor from charge_lines l cross join postings x on x.line_id = l.id
    where l.charge_id = c.id and x.kind in ('allocation', 'deallocation') group by 1 having minor > 0) n
    join payments t on t.id = n.payment_id)`;
}

function paidFor(): SQL {
  return sql`(select json_group_array(json_object('number', t.number, 'title', t.title, 'amountMinor', n.minor)) from (
    select x.charge_id, ${NET} as minor from postings x
    where x.payment_id = y.id and x.kind in ('allocation', 'deallocation') group by 1 having minor > 0) n
    join charges t on t.id = n.charge_id)`;
}
