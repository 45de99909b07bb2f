import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { paymentById } from "../ledger/money-queries.ts";
import { RECEIPT_MAIL, type ReceiptMail, receiptAddress } from "./receipt-mail.ts";
import { receiptTitle } from "./receipt-pdf.ts";

/**
 * Mails the receipt of a payment, or the note of a credit, to the family. The same request again sends nothing more; another
 * one sends it again, for families who lost it. @throws NotFound, Precondition `no_address`
 */
export async function mailReceipt(
  ctx: Context,
  paymentId: string,
): Promise<{ readonly sentTo: string; readonly change: Committed }> {
  requireRight(ctx, "payments", "full");
  const { payment: payments } = await read(ctx, { payment: paymentById(paymentId) });
  const payment = expectRow(payments, "payment");
  requireRight(ctx, "payments", "full", payment.locationId);
  const { found } = await read(ctx, { found: receiptAddress(payment.familyId) });
  if (!found[0]) throw new NotFound("family");
  const sentTo = found[0].email;
  if (sentTo === null) {
    throw new Precondition(
      "no_address",
      "The family has no e-mail address. Add one for its primary guardian, or print the receipt.",
    );
  }
  const title = receiptTitle(payment);
  const change = new Change(ctx, {
    action: "payments.mail_receipt",
    summary: `Mailed ${title.toLowerCase()} of the family ${payment.familyName} to ${sentTo}`,
    right: "payments",
  });
  change.tell("payments", payment, { mailedTo: sentTo });
  const payload: ReceiptMail = { paymentId };
  change.effect({ topic: RECEIPT_MAIL, payload });
  const answer = { sentTo };
  return { ...answer, change: await commit(ctx, change, answer) };
}
