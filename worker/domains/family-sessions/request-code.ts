import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { Limit } from "../../kernel/errors.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import {
  type AttemptCount,
  countAttempt,
  MAX_PER_ADDRESS,
  MAX_RESETS,
  refuseTooMany,
  subjectOf,
} from "../staff-sessions/login-attempts.ts";
import { ACCESS_MAIL, type AccessMail } from "./access-mail.ts";
import { addCode } from "./codes.ts";
import { knownFamiliesQuery, loginIdByEmail, loginQuery, openFamiliesQuery } from "./login-queries.ts";
import type { StartInput } from "./schemas.ts";

/** How often the first step may be taken: people go back and forth, and several of a family share an address. */
const MAX_STARTS = 30;

/**
 * Counts a wish for mail. Who it is and what is sent is found out after the answer, because how long that takes would
 * tell whether there is such a person. @throws Limit `too_many_attempts`
 */
export function countMail(ctx: Context<AnonymousActor>, email: string): Promise<void> {
  return countAs("family-mail", MAX_RESETS, ctx, email);
}

/** The same of the first step, which may lead to no mail at all. */
export function countStart(ctx: Context<AnonymousActor>, email: string): Promise<void> {
  return countAs("family-start", MAX_STARTS, ctx, email);
}

async function countAs(
  kind: "family-mail" | "family-start",
  max: number,
  ctx: Context<AnonymousActor>,
  email: string,
): Promise<void> {
  const subjects = [await subjectOf(kind, foldEmail(email))];
  if (ctx.request.ip !== null) subjects.push(await subjectOf("family-address", ctx.request.ip));
  const statements = subjects.map((subject) => countAttempt(subject, ctx.nowMs));
  const [byEmail, byAddress] = (await ctx.database.commit({ statements })) as AttemptCount[][];
  refuseTooMany(byEmail?.[0], max, ctx.nowMs);
  refuseTooMany(byAddress?.[0], MAX_PER_ADDRESS, ctx.nowMs);
}

/** Mails a code with words that fit: to come in, to choose a first password, or to create an account. */
export async function sendCode(
  ctx: Context<AnonymousActor>,
  input: StartInput,
  pepper: string,
): Promise<void> {
  const id = loginIdByEmail(input.email);
  const found = await ctx.database.read({
    login: loginQuery(id),
    families: openFamiliesQuery(id),
    known: knownFamiliesQuery(input.email),
    settings: portalSettingsQuery(),
  });
  const kind = kindOf(found, portalSettingsOf(found.settings).takesNewAccounts);
  const change = new Change(ctx, {
    action: "sessions.request_code",
    summary: "Asked for a code to sign in",
    right: null,
  });
  const codeId = await addCode(ctx, change, input.email, pepper);
  const { email, language } = input;
  const payload: AccessMail = {
    template: "code",
    kind,
    codeId,
    email: found.login[0]?.email ?? email,
    language,
  };
  change.effect({ topic: ACCESS_MAIL, payload });
  await commit(ctx, change);
}

function kindOf(
  found: { readonly families: readonly unknown[]; readonly known: readonly unknown[] },
  takesNewAccounts: boolean,
): Extract<AccessMail, { template: "code" }>["kind"] {
  if (found.families.length > 0) return "sign_in";
  if (found.known.length > 0) return "first_password";
  return takesNewAccounts ? "new_account" : "closed";
}

/**
 * The first step with nothing but an address. Whoever has a password is asked for it and gets no mail; whoever has none
 * gets the code at once, so that nobody waits in front of a password they never chose. The screen is the same.
 */
export async function sendFirstCode(
  ctx: Context<AnonymousActor>,
  input: StartInput,
  pepper: string,
): Promise<void> {
  const { found } = await ctx.database.read({
    found: select(
      { id: sql<string>`l.id` },
      sql`from logins l where l.id = ${loginIdByEmail(input.email)} and l.phc is not null`,
    ),
  });
  if (found.length > 0) return;
  try {
    await countMail(ctx, input.email);
  } catch (error) {
    // Enough mails went there already: the newest of them still works, or will soon be asked for again.
    if (error instanceof Limit) return;
    throw error;
  }
  await sendCode(ctx, input, pepper);
}
