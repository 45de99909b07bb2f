import { passwordLinkMailOf } from "../domains/staff-sessions/password-link-mail.ts";
import { passwordLinkMail } from "../domains/staff-sessions/password-links.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Sends one mail of the outbox. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const { PASSWORD_PEPPER, PUBLIC_ORIGIN } = services.env;
  const deployment = { pepper: PASSWORD_PEPPER, publicOrigin: PUBLIC_ORIGIN };
  const mail = await passwordLinkMailOf(ctx, passwordLinkMail.parse(payload), deployment);
  if (!mail) return { kind: "done", outcome: "no longer needed" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
