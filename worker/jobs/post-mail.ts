import { logMail, type MailAbout, mayMail } from "../domains/mail-log/log-mail.ts";
import { tellInstead } from "../domains/push/tell-instead.ts";
import { tellMessenger } from "../live/tell-messenger.ts";
import { type EmailMessage, MailRefused } from "../providers/email/email.ts";
import type { EffectOutcome, EffectRun } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

const SUPPRESSED = "The address is suppressed: mail to it bounced, or somebody said that none goes there.";

/** A mail that may say by itself which family it is for. */
type OutboxMail = Omit<EmailMessage, "id"> & { readonly familyId?: string };

/**
 * Sends one mail of the outbox and writes it into the account's log. The id of the effect travels with it, so that a
 * mailbox can tell a second copy, and the log has it once. Null: there is nothing to send, and why.
 */
export async function postMail(
  run: EffectRun,
  mail: OutboxMail | null,
  asked: MailAbout,
  nobody = "no longer needed",
): Promise<EffectOutcome & { readonly kind: "done"; readonly refused?: string }> {
  const { services, ctx, id } = run;
  if (!mail) return { kind: "done", outcome: nobody };
  const { familyId = asked.familyId, ...words } = mail;
  const message = { ...words, id };
  const about = { ...asked, familyId };
  const instead = await toldInstead(run, message, about);
  if (instead !== null) return { kind: "done", outcome: instead };
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

/** Whoever would rather be told on their device or by text is; null: they are mailed. */
async function toldInstead(
  { services, ctx }: EffectRun,
  message: EmailMessage,
  about: MailAbout,
): Promise<string | null> {
  const { topic, familyId = null, isForStaff = false } = about;
  if (topic === undefined || (familyId === null && !isForStaff)) return null;
  const by = await tellInstead(services, ctx, message, { topic, familyId });
  if (ctx.progress.effectsCommitted) {
    await relayOutbox(services, ctx);
    await tellMessenger(services, ctx.account.id);
  }
  if (by === "push") await logMail(ctx, message, about, { state: "sent", why: null }, "push");
  return by === "mail" ? null : { push: "pushed", sms: "texted", nothing: "not wanted" }[by];
}
