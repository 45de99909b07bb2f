import { type ReceiptMail, receiptMailOf } from "../domains/papers/receipt-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends a family the receipt of a payment. */
export const sendReceiptMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await receiptMailOf(ctx, payload as ReceiptMail, services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "receipt", topic: "money" }, "nobody to write to");
};
