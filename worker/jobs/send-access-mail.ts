import { accessMail, accessMailOf } from "../domains/family-sessions/access-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Sends a guardian a code or a link. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendAccessMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const { PASSWORD_PEPPER, PUBLIC_ORIGIN } = services.env;
  const deployment = { pepper: PASSWORD_PEPPER, publicOrigin: PUBLIC_ORIGIN };
  const mail = await accessMailOf(ctx, accessMail.parse(payload), deployment);
  if (!mail) return { kind: "done", outcome: "no longer needed" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
