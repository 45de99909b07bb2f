import { type ReceiptMail, receiptMailOf } from "../domains/papers/receipt-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends a family the receipt of a payment. */
export const sendReceiptMail: EffectCarrier = async (run) => {
  const { ctx, payload } = run;
  const mail = await receiptMailOf(ctx, payload as ReceiptMail);
  return postMail(run, mail, { template: "receipt" }, "nobody to write to");
};
