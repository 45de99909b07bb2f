import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { disputes, payments, refunds } from "../../../tenant-schema/ledger.ts";
import type { StoredPayment } from "../ledger/money-queries.ts";

/** The payment that a processor's charge became: by our attempt when it is named, else by the processor's token. */
export function paymentOfCharge(chargeToken: string, attemptId: string | null): Query<StoredPayment> {
  return attemptId === null
    ? paymentWhere(sql`${payments.processorRef} = ${chargeToken}`)
    : paymentWhere(sql`${payments.attemptId} = ${attemptId}`);
}

function paymentWhere(condition: SQL): Query<StoredPayment> {
  return select(
    {
      ...allColumns(payments),
      familyName: sql<string>`(select name from families where families.id = ${payments.familyId})`,
    },
    sql`from ${payments} where ${condition} and ${payments.deletedAt} is null limit 1`,
  );
}

/** What was given back of a payment, whole rows. */
export function refundRowsOf(payment: SQL) {
  return select(
    allColumns(refunds),
    sql`from ${refunds} where ${refunds.paymentId} in (${payment}) and ${refunds.deletedAt} is null`,
  );
}

export function disputeRowsOf(token: string) {
  return select(
    allColumns(disputes),
    sql`from ${disputes} where ${disputes.processorRef} = ${token} and ${disputes.deletedAt} is null`,
  );
}
