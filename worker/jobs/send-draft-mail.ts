import { draftMailOf } from "../domains/payments/draft-mail.ts";
import type { DraftMail } from "../domains/payments/end-draft.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Tells a family what became of a draft. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendDraftMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await draftMailOf(ctx, payload as DraftMail);
  if (!mail) return { kind: "done", outcome: "nobody to write to" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
