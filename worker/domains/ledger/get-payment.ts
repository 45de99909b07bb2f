import { sql } from "drizzle-orm";
import { pick, select } from "../../../control-plane/query.ts";
import { payments } from "../../../tenant-schema/ledger.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { allocationsWhere, historyOf } from "./detail-queries.ts";
import { sumOf } from "./plan-allocations.ts";
import { refundsOf } from "./refund-queries.ts";
import type { PaymentDetail } from "./shapes.ts";
import { paymentStatus, refundedOfPayment, unappliedOfPayment } from "./status-fields.ts";

/** A payment or credit with what it pays, what was given back, and its history; in one trip. @throws NotFound */
export async function getPayment(ctx: Context, id: string): Promise<PaymentDetail> {
  requireRight(ctx, "charges", "view");
  const found = await read(ctx, {
    payment: select(
      paymentFields(),
      sql`from payments where payments.id = ${id} and payments.deleted_at is null`,
    ),
    allocations: allocationsWhere(sql`p.payment_id = ${id}`),
    refunds: refundsOf(id),
    history: historyOf(sql`select ${id}`, sql`(select family_id from payments where id = ${id})`),
  });
  const payment = expectRow(found.payment, "payment");
  const { allocations, refunds, history } = found;
  const isRefundable =
    payment.kind === "payment" && payment.status !== "pending" && payment.closedOn === null;
  const refundableMinor = isRefundable ? payment.unappliedMinor + sumOf(allocations) : 0;
  return { ...payment, refundableMinor, allocations, refunds, history };
}

function paymentFields() {
  const id = sql`payments.id`;
  return {
    ...pick(
      payments,
      "id",
      "number",
      "version",
      "kind",
      "familyId",
      "locationId",
      "method",
      "title",
      "amountMinor",
    ),
    ...pick(
      payments,
      "receivedOn",
      "settledOn",
      "closedOn",
      "closeReason",
      "reference",
      "cardBrand",
      "last4",
      "note",
    ),
    familyName: sql<string>`(select name from families where families.id = payments.family_id)`,
    status: paymentStatus({ id, status: sql`payments.status`, amountMinor: sql`payments.amount_minor` }),
    unappliedMinor: unappliedOfPayment(id),
    refundedMinor: refundedOfPayment(id),
  };
}
