import { expiryMailOf } from "../domains/payments/tell-expiring.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Tells a family that its card expires soon. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendExpiryMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const { methodId } = payload as { methodId: string };
  const mail = await expiryMailOf(ctx, methodId);
  if (!mail) return { kind: "done", outcome: "nobody to write to" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
