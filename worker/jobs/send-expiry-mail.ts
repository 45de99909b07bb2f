import { expiryMailOf } from "../domains/payments/tell-expiring.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells a family that its card expires soon. */
export const sendExpiryMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const { methodId } = payload as { methodId: string };
  const mail = await expiryMailOf(ctx, methodId, services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "card expires" }, "nobody to write to");
};
