import {
  type EmailAttachment,
  type EmailMessage,
  type EmailProvider,
  MailDelayed,
  MailRefused,
  MailUnclear,
} from "./email.ts";

/** Sent over Cloudflare's own binding; the sending domain must be set up there. */
export function cloudflareEmail(binding: SendEmail, fromAddress: string): EmailProvider {
  return {
    async send(message) {
      try {
        await binding.send(toBuilder(message, fromAddress));
      } catch (error) {
        throw judge(error);
      }
    },
  };
}

function toBuilder(message: EmailMessage, fromAddress: string) {
  const { id, to, fromName, replyTo, subject, text, html, attachments = [], headers = {} } = message;
  return {
    from: { email: fromAddress, name: fromName },
    to,
    subject,
    text,
    html,
    ...(replyTo === null ? {} : { replyTo }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(toAttachment) }),
    headers: { ...headers, "X-Chalkline-Message": id },
  };
}

function toAttachment({ name, type, contentBase64 }: EmailAttachment) {
  return { filename: name, type, content: contentBase64, disposition: "attachment" as const };
}

// What the binding's error codes say about trying again; of anything unknown nobody can tell whether it went out.
const FOR_GOOD =
  /RECIPIENT_SUPPRESSED|RECIPIENT_NOT_ALLOWED|SENDER_NOT_VERIFIED|VALIDATION|CONTENT_TOO_LARGE/;

function judge(error: unknown): Error {
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  const reason = error instanceof Error ? error.message : String(error);
  const cause = { cause: error };
  if (/RECIPIENT_(SUPPRESSED|NOT_ALLOWED)/.test(code))
    return new MailRefused(reason, { ...cause, about: "recipient" });
  if (FOR_GOOD.test(code)) return new MailRefused(reason, cause);
  return /RATE_LIMIT|QUOTA|DAILY_LIMIT/.test(code)
    ? new MailDelayed(reason, cause)
    : new MailUnclear(reason, cause);
}
