import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { refunds } from "../../../tenant-schema/ledger.ts";

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
