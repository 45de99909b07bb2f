import { offerMail, offerMailOf } from "../domains/waitlist/offer-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Tells one family of its place. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendOfferMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await offerMailOf(ctx, offerMail.parse(payload));
  if (!mail) return { kind: "done", outcome: "no longer needed" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
