import { offerMail, offerMailOf } from "../domains/waitlist/offer-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells one family of its place. */
export const sendOfferMail: EffectCarrier = async (run) => {
  const { ctx, payload } = run;
  const mail = await offerMailOf(ctx, offerMail.parse(payload));
  return postMail(run, mail, { template: "place offered" });
};
