import { offerMail, offerMailOf } from "../domains/waitlist/offer-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells one family of its place, in the school's words. */
export const sendOfferMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await offerMailOf(ctx, offerMail.parse(payload), services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "waitlist_offer", topic: "bookings" });
};
