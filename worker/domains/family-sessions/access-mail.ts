import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../control-plane/query.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { mailLanguage } from "../mail-templates/schemas.ts";
import { hashToken, resetToken } from "../staff-sessions/tokens.ts";
import { type InviteFacts, MAIL_WORDS, type MailText } from "./access-mail-words.ts";
import { figuresOf } from "./codes.ts";
import { inviteToken } from "./invite-token.ts";

export const ACCESS_MAIL = "family-access-mail";

const language = mailLanguage;

/** What the outbox carries: whose code or link, never the code or link itself. */
export const accessMail = z.discriminatedUnion("template", [
  z.object({
    template: z.literal("code"),
    kind: z.enum(["sign_in", "first_password", "new_account", "closed"]),
    codeId: z.string(),
    email: z.string(),
    language,
  }),
  z.object({ template: z.literal("reset"), resetId: z.string(), loginId: z.string(), language }),
  z.object({ template: z.literal("invite"), inviteId: z.string(), inviter: z.string(), language }),
]);
export type AccessMail = z.infer<typeof accessMail>;

interface Deployment {
  readonly pepper: string;
  readonly publicOrigin: string;
}

/** The mail; null when it is no longer needed: used, too old, taken back, or its owner is gone. */
export async function accessMailOf(
  ctx: Context,
  mail: AccessMail,
  deployment: Deployment,
): Promise<Omit<EmailMessage, "id"> | null> {
  const base = `${deployment.publicOrigin}/portal/${ctx.account.urlName}`;
  switch (mail.template) {
    case "code":
      return codeMail(ctx, mail, deployment.pepper, base);
    case "reset":
      return resetMail(ctx, mail, deployment.pepper, base);
    case "invite":
      return inviteMail(ctx, mail, deployment.pepper, base);
  }
}

type MailOf<T extends AccessMail["template"]> = Extract<AccessMail, { template: T }>;

async function codeMail(ctx: Context, mail: MailOf<"code">, pepper: string, base: string) {
  const { codeId, email, kind } = mail;
  const { found } = await ctx.database.read({
    found: select(
      { id: sql<string>`id` },
      sql`from login_codes where id = ${codeId} and used_at is null and expires_at > ${ctx.nowMs}`,
    ),
  });
  if (found.length === 0) return null;
  const code = await figuresOf(pepper, ctx.account.id, codeId);
  const words = MAIL_WORDS[mail.language];
  // Behind the #, where it reaches neither a log nor another site.
  const link = kind === "closed" ? base : `${base}/login#${new URLSearchParams({ email, code })}`;
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
  return compose(ctx, email, words.greeting(null), words.code[kind](ctx.account.displayName, shown), link);
}

async function resetMail(ctx: Context, mail: MailOf<"reset">, pepper: string, base: string) {
  const token = await resetToken(pepper, ctx.account.id, mail.resetId);
  const tokenHash = await hashToken(token);
  const { found } = await ctx.database.read({
    found: select(
      { email: sql<string>`l.email` },
      sql`from password_resets r join living_logins l on l.id = r.login_id
        where r.token_hash = ${tokenHash} and r.login_id = ${mail.loginId} and r.used_at is null
          and r.expires_at > ${ctx.nowMs}`,
    ),
  });
  if (!found[0]) return null;
  const words = MAIL_WORDS[mail.language];
  const text = words.reset(ctx.account.displayName);
  return compose(ctx, found[0].email, words.greeting(null), text, `${base}/reset-password#${token}`);
}

async function inviteMail(ctx: Context, mail: MailOf<"invite">, pepper: string, base: string) {
  const { found } = await ctx.database.read({
    found: select(
      {
        email: sql<string>`i.email`,
        role: sql<InviteFacts["role"]>`i.role`,
        expiresAt: sql<number>`i.expires_at`,
        family: sql<string>`f.name`,
        firstName: sql<string | null>`g.first_name`,
      },
      sql`from living_family_invites i join living_families f on f.id = i.family_id
        left join living_guardians g on g.id = i.guardian_id
        where i.id = ${mail.inviteId} and i.accepted_at is null and i.expires_at > ${ctx.nowMs}`,
    ),
  });
  const invite = found[0];
  if (!invite) return null;
  const words = MAIL_WORDS[mail.language];
  const { family, role } = invite;
  const text = words.invite({ school: ctx.account.displayName, family, role, inviter: mail.inviter });
  const token = await inviteToken(pepper, ctx.account.id, mail.inviteId, invite.expiresAt);
  return compose(ctx, invite.email, words.greeting(invite.firstName), text, `${base}/join#${token}`);
}

function compose(
  ctx: Context,
  to: string,
  greeting: string,
  text: MailText,
  link: string,
): Omit<EmailMessage, "id"> {
  const paragraphs = [greeting, ...text.paragraphs];
  return {
    to,
    fromName: ctx.account.displayName,
    replyTo: null,
    subject: text.subject,
    text: [...paragraphs, link, text.after].join("\n\n"),
    html: [
      ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      `<p><a href="${escapeHtml(link)}">${escapeHtml(text.link)}</a></p>`,
      `<p>${escapeHtml(text.after)}</p>`,
    ].join("\n"),
  };
}
