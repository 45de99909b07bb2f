import type { Env } from "../env.ts";
import type { Providers } from "../services.ts";
import { cloudflareEmail } from "./email/cloudflare.ts";
import type { EmailProvider } from "./email/email.ts";
import { smtpEmail } from "./email/smtp.ts";
import { productionPayments } from "./payments/production.ts";
import { vapidOf } from "./push/vapid-of.ts";
import { webPush } from "./push/web-push.ts";
import { productionTexts } from "./sms/production.ts";

/** The real outside world. @throws when no way to send mail is configured */
export function productionProviders(env: Env): Providers {
  return {
    email: emailOf(env),
    payments: productionPayments(),
    push: webPush(vapidOf(env)),
    texts: productionTexts(),
  };
}

function emailOf(env: Env): EmailProvider {
  if (env.SMTP_URL) return smtpEmail(env.SMTP_URL, env.MAIL_FROM);
  if (env.EMAIL) return cloudflareEmail(env.EMAIL, env.MAIL_FROM);
  throw new Error("This Worker is not configured: set SMTP_URL, or bind EMAIL, so that mail can be sent");
}
