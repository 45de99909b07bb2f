import { sql } from "drizzle-orm";
import { pick, select } from "../../../control-plane/query.ts";
import { charges, payments } from "../../../tenant-schema/ledger.ts";
import {
  openOfCharge,
  paymentStatus,
  refundedOfPayment,
  totalOfCharge,
  unappliedOfPayment,
} from "../ledger/status-fields.ts";

/** What stands above the lines of a charge. */
export function chargeHead(chargeId: string) {
  const id = sql`charges.id`;
  return select(
    {
      ...pick(charges, "id", "number", "title", "note", "chargeOn", "dueOn", "voidedOn"),
      amountMinor: totalOfCharge(id),
      openMinor: openOfCharge(id),
    },
    sql`from charges where charges.id = ${chargeId} and charges.deleted_at is null`,
  );
}

/** What stands above the lines of a receipt or credit note. */
export function paymentHead(paymentId: string) {
  const id = sql`payments.id`;
  return select(
    {
      ...pick(payments, "id", "kind", "number", "title", "note", "amountMinor", "receivedOn", "method"),
      ...pick(payments, "cardBrand", "last4", "reference"),
      status: paymentStatus({ id, status: sql`payments.status`, amountMinor: sql`payments.amount_minor` }),
      unappliedMinor: unappliedOfPayment(id),
      refundedMinor: refundedOfPayment(id),
    },
    sql`from payments where payments.id = ${paymentId} and payments.deleted_at is null`,
  );
}
