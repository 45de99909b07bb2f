import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { charges, payments } from "../../../tenant-schema/ledger.ts";
import type { OpenLineFacts, PaidPart, UnappliedMoney } from "./plan-allocations.ts";

// What the writes of the ledger read; each follows an index of one family, charge or payment.

/** A charge or payment as it is stored, with its family's name. */
export function chargeById(id: string) {
  return select(
    { ...allColumns(charges), familyName: familyName(sql`${charges.familyId}`) },
    sql`from ${charges} where ${charges.id} = ${id} and ${charges.deletedAt} is null`,
  );
}

export function paymentById(id: string) {
  return select(
    { ...allColumns(payments), familyName: familyName(sql`${payments.familyId}`) },
    sql`from ${payments} where ${payments.id} = ${id} and ${payments.deletedAt} is null`,
  );
}
export type StoredPayment = ReturnType<typeof paymentById> extends Query<infer Row> ? Row : never;
export type StoredCharge = ReturnType<typeof chargeById> extends Query<infer Row> ? Row : never;

function familyName(id: SQL): SQL<string> {
  return sql<string>`(select name from families where families.id = ${id})`;
}

/** Lines that are still to be paid, what is due longest first; of the families that a subselect names. */
export function openLines(families: SQL): Query<OpenLineFacts> {
  return select(
    {
      id: sql<string>`b.line_id`,
      chargeId: sql<string>`b.charge_id`,
      familyId: sql<string>`b.family_id`,
      locationId: sql<string>`c.location_id`,
      programId: sql<string | null>`l.program_id`,
      categoryId: sql<string | null>`l.category_id`,
      description: sql<string>`l.description`,
      chargeNumber: sql<number>`c.number`,
      dueOn: sql<string>`b.due_on`,
      grownOn: sql<string>`b.grown_on`,
      openMinor: sql<number>`b.open_minor`,
    },
    sql`from (${families}) f cross join line_balances b indexed by line_balances_open
        on b.family_id = f.id and b.open_minor > 0
      cross join charge_lines l on l.id = b.line_id cross join charges c on c.id = b.charge_id
      order by b.family_id, b.due_on, c.number, b.line_id`,
  );
}

/** Payments and credits of which something was applied to nothing yet, the oldest first. */
export function unappliedMoney(families: SQL): Query<UnappliedMoney> {
  return select(
    {
      id: sql<string>`b.payment_id`,
      locationId: sql<string>`p.location_id`,
      familyId: sql<string>`b.family_id`,
      number: sql<number>`p.number`,
      title: sql<string>`p.title`,
      version: sql<number>`p.version`,
      grownOn: sql<string>`b.grown_on`,
      unappliedMinor: sql<number>`b.unapplied_minor`,
    },
    sql`from (${families}) f cross join payment_balances b indexed by payment_balances_left
        on b.family_id = f.id and b.unapplied_minor > 0
      cross join payments p on p.id = b.payment_id
      order by b.family_id, p.received_on, p.number`,
  );
}

/** The open lines of the family whose payment it is. */
export function openLinesOfPayment(paymentId: string): Query<OpenLineFacts> {
  return openLines(sql`select family_id as id from payments where id = ${paymentId}`);
}

export function unappliedOf(paymentId: string) {
  return select(
    {
      id: sql<string>`payment_id`,
      grownOn: sql<string>`grown_on`,
      unappliedMinor: sql<number>`unapplied_minor`,
    },
    sql`from payment_balances where payment_id = ${paymentId}`,
  );
}

export function oneFamily(id: string): SQL {
  return sql`select ${id} as id`;
}

/** Which parts of a payment pay which lines now. */
export function partsOfPayment(paymentId: string): Query<PaidPart> {
  return paidParts(sql`from postings p where p.payment_id = ${paymentId}`);
}

/** What pays some lines now. */
export function partsOfLines(lines: SQL): Query<PaidPart> {
  return paidParts(
    sql`from (${lines}) j cross join postings p on p.line_id = j.id and p.payment_id is not null`,
  );
}

function paidParts(source: SQL): Query<PaidPart> {
  const signed = sql`case p.kind when 'allocation' then p.amount_minor else -p.amount_minor end`;
  return select(
    {
      paymentId: sql<string>`a.payment_id`,
      id: sql<string>`a.line_id`,
      chargeId: sql<string>`c.id`,
      familyId: sql<string>`a.family_id`,
      locationId: sql<string>`c.location_id`,
      programId: sql<string | null>`l.program_id`,
      categoryId: sql<string | null>`l.category_id`,
      description: sql<string>`l.description`,
      chargeNumber: sql<number>`c.number`,
      amountMinor: sql<number>`a.amount_minor`,
      lastOn: sql<string>`a.last_on`,
      lastSeq: sql<number>`a.last_seq`,
    },
    sql`from (select p.payment_id, p.line_id, p.family_id, sum(${signed}) as amount_minor,
        max(p.effective_on) as last_on, max(case p.kind when 'allocation' then p.seq end) as last_seq
      ${source} and p.kind in ('allocation', 'deallocation') group by p.payment_id, p.line_id having sum(${signed}) > 0) a
      cross join charge_lines l on l.id = a.line_id cross join charges c on c.id = l.charge_id`,
  );
}

/** Some lines as their postings need them. */
export function linesWhere(condition: SQL) {
  return select(
    {
      id: sql<string>`l.id`,
      version: sql<number>`l.version`,
      chargeId: sql<string>`l.charge_id`,
      familyId: sql<string>`l.family_id`,
      locationId: sql<string>`c.location_id`,
      programId: sql<string | null>`l.program_id`,
      categoryId: sql<string | null>`l.category_id`,
      description: sql<string>`l.description`,
      netMinor: sql<number>`l.net_minor`,
      taxMinor: sql<number>`l.tax_minor`,
      totalMinor: sql<number>`l.total_minor`,
      voidedOn: sql<string | null>`l.voided_on`,
      grownOn: sql<string>`coalesce((select grown_on from line_balances where line_id = l.id), c.charge_on)`,
    },
    sql`from charge_lines l cross join charges c on c.id = l.charge_id
      where ${condition} and l.deleted_at is null order by l.id`,
  );
}
export type StoredLine = ReturnType<typeof linesWhere> extends Query<infer Row> ? Row : never;
