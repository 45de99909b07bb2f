import { portalMail, portalMailOf } from "../domains/mail-templates/portal-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Sends one mail of the portal in the school's words. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendPortalMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await portalMailOf(ctx, portalMail.parse(payload), services.env.PUBLIC_ORIGIN);
  if (!mail) return { kind: "done", outcome: "nobody to write to" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
