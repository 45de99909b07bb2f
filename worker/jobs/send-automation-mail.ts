import { automationMail, automationMailOf } from "../domains/billing-automations/automation-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Tells one member of staff what an automation has prepared. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendAutomationMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await automationMailOf(ctx, automationMail.parse(payload), services.env.PUBLIC_ORIGIN);
  if (!mail) return { kind: "done", outcome: "no longer needed" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
