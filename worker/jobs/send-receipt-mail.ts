import { type ReceiptMail, receiptMailOf } from "../domains/papers/receipt-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Sends a family the receipt of a payment. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendReceiptMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await receiptMailOf(ctx, payload as ReceiptMail);
  if (!mail) return { kind: "done", outcome: "nobody to write to" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
