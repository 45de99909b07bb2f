import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import {
  type AttemptCount,
  countAttempt,
  MAX_PER_ADDRESS,
  refuseTooMany,
  subjectOf,
  takeBackAttempts,
} from "../staff-sessions/login-attempts.ts";
import { codeUnused, codeWrong, newProof, rightCode, spendCodes, tryCodes } from "./codes.ts";
import { type Arrival, type Entered, enter, firstOpenFamily } from "./enter.ts";
import { knownFamiliesQuery, loginIdByEmail, loginQuery, openFamiliesQuery } from "./login-queries.ts";
import type { AfterCode, VerifyCodeInput } from "./schemas.ts";

type Verified = Entered | Exclude<AfterCode, { next: "signed_in" }>;

/**
 * Takes the code of a mail, and says what it opens: the portal, a first password, or the form for a new family.
 * @throws Limit `too_many_attempts`, Precondition `code_wrong`, Forbidden `family_suspended`
 */
export async function verifyCode(
  ctx: Context<AnonymousActor>,
  input: VerifyCodeInput,
  from: Arrival,
): Promise<Verified> {
  const spend = await judge(ctx, input, from.pepper);
  const id = loginIdByEmail(input.email);
  const found = await ctx.database.read({
    login: loginQuery(id),
    families: openFamiliesQuery(id),
    known: knownFamiliesQuery(input.email),
    settings: portalSettingsQuery(),
  });
  try {
    const [login] = found.login;
    if (login && found.families.length > 0) return await enter(ctx, login, found.families, from, spend);
    if (found.known.length > 0) firstOpenFamily(found.known);
    else if (!portalSettingsOf(found.settings).takesNewAccounts) return { next: "closed" };
    const { proof, statement } = await newProof(input.email, ctx.nowMs);
    const change = new Change(ctx, {
      action: "sessions.prove_email",
      summary: "Proved an e-mail address",
      right: null,
    });
    change.guard("token_unused", spend.guard);
    for (const part of [...spend.statements, statement]) change.also(part);
    await commit(ctx, change);
    const families = [...new Set(found.known.filter((one) => !one.isSuspended).map((one) => one.familyName))];
    return families.length > 0
      ? { next: "set_password", proof, families }
      : { next: "create_account", proof };
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? codeWrong() : error;
  }
}

/** Counts the try before it is judged, so that a hundred at once are a hundred; a right one is taken back. */
async function judge(ctx: Context<AnonymousActor>, input: VerifyCodeInput, pepper: string) {
  const address = ctx.request.ip === null ? null : await subjectOf("family-address", ctx.request.ip);
  const statements = [
    tryCodes(input.email, ctx.nowMs),
    ...(address === null ? [] : [countAttempt(address, ctx.nowMs)]),
  ];
  const [tried, byAddress] = (await ctx.database.commit({ statements })) as readonly [
    Parameters<typeof rightCode>[1],
    [AttemptCount]?,
  ];
  refuseTooMany(byAddress?.[0], MAX_PER_ADDRESS, ctx.nowMs);
  const code = await rightCode(ctx, tried, input.code, pepper);
  if (!code) throw codeWrong();
  const mails = await subjectOf("family-mail", foldEmail(input.email));
  const takeBack = takeBackAttempts(mails, address, ctx.nowMs);
  return { statements: [spendCodes(input.email, ctx.nowMs), ...takeBack], guard: codeUnused(code.id) };
}
