import * as z from "zod/mini";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, type StaffActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { isMailKey, MAILS, type MailKey } from "./catalogue.ts";
import { requireKey } from "./list-templates.ts";
import { exampleValues } from "./preview-template.ts";
import { refuseUnknown } from "./save-template.ts";
import { mailLanguage, type TemplateWords, templateWords } from "./schemas.ts";
import { renderTemplate } from "./template-text.ts";

export const TEST_MAIL = "mail-template-test";
export const testMail = z.extend(templateWords, {
  key: z.string().check(z.refine(isMailKey)),
  language: mailLanguage,
  to: z.string(),
});

/** Sends the words, with examples, to whoever asks. @throws NotFound, Precondition `unknown_variable` | `no_address` */
export async function sendTest(
  ctx: Context<StaffActor>,
  mailKey: string,
  input: TemplateWords & { readonly language: Language },
): Promise<{ readonly sentTo: string; readonly change: Committed }> {
  requireRight(ctx, "settings", "full");
  const key = requireKey(mailKey);
  refuseUnknown(key, input);
  const { id, email } = ctx.actor;
  if (email === null) {
    throw new Precondition("no_address", "You have no e-mail address yet. Add one to your own staff page.");
  }
  const change = new Change(ctx, {
    action: "mail_templates.test",
    summary: `Sent a test of the mail “${MAILS[key].label}” to ${email}`,
    right: "settings",
  });
  change.tell("staff", { id, version: 1 }, { testMailedTo: email });
  const { language, subject, body } = input;
  change.effect({ topic: TEST_MAIL, payload: { key, language, subject, body, to: email } });
  return { sentTo: email, change: await commit(ctx, change, { sentTo: email }) };
}

export function testMailOf(
  ctx: Context,
  mail: z.infer<typeof testMail>,
  publicOrigin: string,
): Omit<EmailMessage, "id"> {
  const { to, language, subject, body } = mail;
  const values = exampleValues(ctx, publicOrigin);
  const rendered = renderTemplate(mail.key as MailKey, language, { subject, body }, values);
  return { to, fromName: ctx.account.displayName, replyTo: null, ...rendered };
}
