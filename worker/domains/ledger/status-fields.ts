import { type SQL, sql } from "drizzle-orm";
import type { ChargeStatus, PaymentStatus } from "./shapes.ts";

// What state documents are in, said by their balances. Each expression is about an id of the query around it.

/** What is still to be paid of a charge. */
export function openOfCharge(chargeId: SQL): SQL<number> {
  return sql<number>`coalesce((select sum(open_minor) from line_balances where charge_id = ${chargeId}), 0)`;
}

/** What a charge comes to without the lines that were voided. */
export function totalOfCharge(chargeId: SQL): SQL<number> {
  return sql<number>`coalesce((select sum(total_minor) from charge_lines
    where charge_id = ${chargeId} and voided_on is null and deleted_at is null), 0)`;
}

export function chargeStatus(charge: { readonly id: SQL; readonly voidedOn: SQL }): SQL<ChargeStatus> {
  return sql<ChargeStatus>`case when ${charge.voidedOn} is not null then 'voided'
    when ${openOfCharge(charge.id)} = 0 then 'paid'
    when ${openOfCharge(charge.id)} < ${totalOfCharge(charge.id)} then 'part_paid' else 'open' end`;
}

export function unappliedOfPayment(paymentId: SQL): SQL<number> {
  return sql<number>`coalesce((select unapplied_minor from payment_balances where payment_id = ${paymentId}), 0)`;
}

export function refundedOfPayment(paymentId: SQL): SQL<number> {
  return sql<number>`coalesce((select sum(amount_minor) from refunds
    where payment_id = ${paymentId} and status <> 'failed' and deleted_at is null), 0)`;
}

export function paymentStatus(payment: {
  readonly id: SQL;
  readonly status: SQL;
  readonly amountMinor: SQL;
}): SQL<PaymentStatus> {
  const { id, status, amountMinor } = payment;
  return sql<PaymentStatus>`case when ${status} <> 'settled' then ${status}
    when exists (select 1 from disputes where payment_id = ${id} and status <> 'won' and deleted_at is null) then 'disputed'
    when ${refundedOfPayment(id)} >= ${amountMinor} then 'refunded'
    when ${refundedOfPayment(id)} > 0 then 'part_refunded' else 'settled' end`;
}

/** What one posting adds to what its family owes; moving money onto charges changes nothing. */
export const OWED_MINOR = sql<number>`p.amount_minor * ((p.debit in ('receivable', 'unapplied')) - (p.credit in ('receivable', 'unapplied')))`;

/** What a family owes less what it has on account. It moves with every posting and is compared with all of them each night. */
export function familyBalance(familyId: SQL): SQL<number> {
  return sql<number>`coalesce((select balance_minor from family_list where family_id = ${familyId}), 0)`;
}
