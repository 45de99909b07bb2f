import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { passwordResets, staff } from "../../../tenant-schema/staff.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import type { PasswordLinkMail } from "./password-links.ts";
import { hashToken, resetToken } from "./tokens.ts";

const WORDS = {
  reset: {
    subject: (school: string) => `Choose a new password for ${school}`,
    before: (school: string) =>
      `Somebody, probably you, asked for a new password for the office of ${school}.`,
    after:
      "The link works once and for one hour. If it was not you, nothing has changed and you can delete this mail.",
  },
  invitation: {
    subject: (school: string) => `Your access to ${school}`,
    before: (school: string) =>
      `You were given access to the office of ${school}. Choose a password to sign in.`,
    after: "The link works once and for seven days.",
  },
} as const;

/** The mail with the link; null when it is no longer needed: used, too old, or its owner is gone. */
export async function passwordLinkMailOf(
  ctx: Context,
  mail: PasswordLinkMail,
  deployment: { readonly pepper: string; readonly publicOrigin: string },
): Promise<Omit<EmailMessage, "id"> | null> {
  const { urlName, displayName, id: accountId } = ctx.account;
  const token = await resetToken(deployment.pepper, accountId, mail.resetId);
  const tokenHash = await hashToken(token);
  const { found } = await ctx.database.read({
    found: select(
      { firstName: staff.firstName, username: staff.username, email: staff.email },
      sql`from ${passwordResets} join ${staff} on ${staff.id} = ${passwordResets.staffId}
        where ${passwordResets.tokenHash} = ${tokenHash} and ${passwordResets.usedAt} is null
          and ${passwordResets.expiresAt} > ${ctx.nowMs} and ${staff.id} = ${mail.staffId}
          and ${staff.isActive} = 1 and ${staff.deletedAt} is null`,
    ),
  });
  const person = found[0];
  if (!person || person.email === null) return null;
  const words = WORDS[mail.kind];
  // Behind the #, where it reaches neither a log nor another site.
  const link = `${deployment.publicOrigin}/a/${urlName}/reset-password#${token}`;
  const greeting = `Hello ${person.firstName},`;
  const login = `Your user name is ${person.username}.`;
  const paragraphs = [greeting, words.before(displayName), login];
  return {
    to: person.email,
    fromName: displayName,
    replyTo: null,
    subject: words.subject(displayName),
    text: [...paragraphs, link, words.after].join("\n\n"),
    html: [
      ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
      `<p><a href="${escapeHtml(link)}">Choose a password</a></p>`,
      `<p>${escapeHtml(words.after)}</p>`,
    ].join("\n"),
  };
}
