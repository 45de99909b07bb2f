import { type ReceiptMail, receiptMailOf } from "../domains/papers/receipt-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends a family the receipt of a payment. */
export const sendReceiptMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const found = await receiptMailOf(ctx, payload as ReceiptMail, services.env.PUBLIC_ORIGIN);
  if (!found) return postMail(run, null, { template: "receipt" }, "nobody to write to");
  const { familyId, ...mail } = found;
  return postMail(run, mail, { template: "receipt", familyId, topic: "money" });
};
