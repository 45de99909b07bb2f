import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { hashToken, resetToken } from "../staff-sessions/tokens.ts";
import { ACCESS_MAIL, type AccessMail } from "./access-mail.ts";
import { loginIdByEmail, loginQuery, openFamiliesQuery } from "./login-queries.ts";
import { sendCode } from "./request-code.ts";
import type { StartInput } from "./schemas.ts";

const VALID_MS = 60 * 60_000;

/**
 * Mails a link to choose a new password. Whoever never had one, an imported family for example, is mailed a code instead,
 * which leads to a first password. Called after the answer: how long it takes would tell who exists.
 */
export async function sendFamilyReset(
  ctx: Context<AnonymousActor>,
  input: StartInput,
  pepper: string,
): Promise<void> {
  const id = loginIdByEmail(input.email);
  const found = await ctx.database.read({ login: loginQuery(id), families: openFamiliesQuery(id) });
  const [login] = found.login;
  if (!login?.phc || found.families.length === 0) return sendCode(ctx, input, pepper);
  const summary = `Asked for a new password for “${login.email}”`;
  const change = new Change(ctx, { action: "passwords.request_reset", summary, right: null });
  await addFamilyReset(ctx, change, { loginId: login.id, language: input.language, pepper });
  await commit(ctx, change);
}

/** Adds a link with which a guardian chooses a password, and the mail that carries it, to a change. */
export async function addFamilyReset(
  ctx: Context,
  change: Change,
  link: { readonly loginId: string; readonly language: Language; readonly pepper: string },
): Promise<void> {
  const { loginId, language, pepper } = link;
  const resetId = newId("passwordReset", ctx.nowMs);
  const tokenHash = await hashToken(await resetToken(pepper, ctx.account.id, resetId));
  change.also(sql`insert into password_resets (token_hash, login_id, created_at, expires_at)
    values (${tokenHash}, ${loginId}, ${ctx.nowMs}, ${ctx.nowMs + VALID_MS})`);
  const payload: AccessMail = { template: "reset", resetId, loginId, language };
  change.effect({ topic: ACCESS_MAIL, payload });
}
