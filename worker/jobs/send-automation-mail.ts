import { automationMail, automationMailOf } from "../domains/billing-automations/automation-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells one member of staff what an automation has prepared. */
export const sendAutomationMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await automationMailOf(ctx, automationMail.parse(payload), services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "billing automation", isForStaff: true });
};
