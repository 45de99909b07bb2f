import { logMail, type MailAbout, mayMail } from "../domains/mail-log/log-mail.ts";
import { type EmailMessage, MailRefused } from "../providers/email/email.ts";
import type { EffectOutcome, EffectRun } from "./effects.ts";

const SUPPRESSED = "The address is suppressed: mail to it bounced, or somebody said that none goes there.";

/**
 * Sends one mail of the outbox and writes it into the account's log. The id of the effect travels with it, so that a
 * mailbox can tell a second copy, and the log has it once. Null: there is nothing to send, and why.
 */
export async function postMail(
  { services, ctx, id }: EffectRun,
  mail: Omit<EmailMessage, "id"> | null,
  about: MailAbout,
  nobody = "no longer needed",
): Promise<EffectOutcome & { readonly kind: "done"; readonly refused?: string }> {
  if (!mail) return { kind: "done", outcome: nobody };
  const message = { ...mail, id };
  if (!(await mayMail(ctx, message, about))) {
    return { kind: "done", outcome: SUPPRESSED, refused: SUPPRESSED };
  }
  try {
    await services.house.providers.email.send(message);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await logMail(ctx, message, about, {
      state: error.about === "recipient" ? "bounced" : "rejected",
      why: error.message,
    });
    return { kind: "done", outcome: error.message, refused: error.message };
  }
  await logMail(ctx, message, about, { state: "sent", why: null });
  return { kind: "done", outcome: "sent" };
}
