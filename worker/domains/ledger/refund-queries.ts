import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { refunds } from "../../../tenant-schema/ledger.ts";
import type { Change } from "../../kernel/change.ts";
import { refundedOfPayment } from "./status-fields.ts";

/** What was given back of a payment, the newest first. */
export function refundsOf(paymentId: string) {
  return select(
    {
      id: refunds.id,
      number: refunds.number,
      amountMinor: refunds.amountMinor,
      refundedOn: refunds.refundedOn,
      method: refunds.method,
      status: refunds.status,
      reason: refunds.reason,
    },
    sql`from ${refunds} where ${refunds.paymentId} = ${paymentId} and ${refunds.deletedAt} is null
      order by ${refunds.number} desc`,
  );
}

/**
 * No more was given back of a payment than the page showed: of two people, or two tabs, who press on the same state, one
 * gives back, also when enough would be left for both.
 */
export function guardRefunded(change: Change, paymentId: string, seenMinor: number | undefined): void {
  if (seenMinor === undefined) return;
  change.guard("payment_left", sql`${refundedOfPayment(sql`${paymentId}`)} <= ${seenMinor}`);
}
