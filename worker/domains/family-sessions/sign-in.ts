import { sql } from "drizzle-orm";
import { foldEmail } from "../../../tenant-schema/text.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { AppError } from "../../kernel/errors.ts";
import {
  type AttemptCount,
  countAttempt,
  MAX_PER_ADDRESS,
  MAX_PER_LOGIN,
  refuseTooMany,
  subjectOf,
  takeBackAttempts,
} from "../staff-sessions/login-attempts.ts";
import { verifyPassword } from "../staff-sessions/passwords.ts";
import { type Arrival, type Entered, enter } from "./enter.ts";
import {
  type Login,
  loginIdByEmail,
  loginQuery,
  type OpenFamily,
  openFamiliesQuery,
} from "./login-queries.ts";
import type { FamilySignInInput } from "./schemas.ts";

/** Unknown address, no password yet and a wrong one are one case: same words, same work, same count. */
export class WrongFamilyLogin extends AppError {
  readonly status = 401;
  constructor() {
    super(
      "wrong_login",
      "That e-mail and password do not belong together. Try again, or let us mail you a code to get in.",
    );
  }
}

/**
 * Checks a password and starts a session at the first family that is not suspended.
 * @throws Limit `too_many_attempts`, WrongFamilyLogin, Forbidden `family_suspended`
 */
export async function signInFamily(
  ctx: Context<AnonymousActor>,
  input: FamilySignInInput,
  from: Arrival,
): Promise<Entered> {
  const subject = await subjectOf("family", foldEmail(input.email));
  const address = ctx.request.ip === null ? null : await subjectOf("family-address", ctx.request.ip);
  const id = loginIdByEmail(input.email);
  const statements = [
    countAttempt(subject, ctx.nowMs),
    loginQuery(id),
    openFamiliesQuery(sql`${id}`),
    ...(address === null ? [] : [countAttempt(address, ctx.nowMs)]),
  ];
  const answers = (await ctx.database.commit({ statements })) as Answers;
  const [[byLogin], [login], families, byAddress] = answers;
  refuseTooMany(byLogin, MAX_PER_LOGIN, ctx.nowMs);
  refuseTooMany(byAddress?.[0], MAX_PER_ADDRESS, ctx.nowMs);
  // Somebody whom no family lets in any more is told no more than a stranger.
  const known = families.length > 0 ? (login?.phc ?? null) : null;
  if (!verifyPassword(input.password, from.pepper, known) || !login) throw new WrongFamilyLogin();
  return enter(ctx, login, families, from, { statements: takeBackAttempts(subject, address, ctx.nowMs) });
}

/** The rows of each statement, in their order. */
type Answers = readonly [[AttemptCount], [Login?], OpenFamily[], [AttemptCount]?];
