import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { sessions } from "../../../tenant-schema/staff.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context, StaffActor } from "../../kernel/context.ts";
import { allows, decide } from "../../kernel/decide.ts";
import { AppError, Forbidden } from "../../kernel/errors.ts";
import { type GrantRow, grantsQuery, rightsVersionQuery, toActor, toGrants } from "./actor-queries.ts";
import { foldLogin, staffByLogin } from "./find-by-login.ts";
import {
  type AttemptCount,
  countAttempt,
  MAX_PER_ADDRESS,
  MAX_PER_LOGIN,
  refuseTooMany,
  subjectOf,
  takeBackAttempts,
} from "./login-attempts.ts";
import { verifyPassword } from "./passwords.ts";
import type { SignInInput } from "./schemas.ts";
import { ABSOLUTE_MS, IDLE_MS } from "./session-times.ts";
import { hashToken, newToken } from "./tokens.ts";

export interface SignedIn {
  readonly token: string;
  readonly actor: StaffActor;
}

/** Unknown name and wrong password are one case: same words, same work, same count. */
export class WrongLogin extends AppError {
  readonly status = 401;
  constructor() {
    super(
      "wrong_login",
      "That e-mail, user name or password is not right. Try again, or choose a new password.",
    );
  }
}

/**
 * Checks a password and starts a session.
 * @throws Limit `too_many_attempts`, WrongLogin, Forbidden `no_office_access`
 */
export async function signIn(
  ctx: Context<AnonymousActor>,
  input: SignInInput,
  from: { readonly pepper: string; readonly userAgent: string | null },
): Promise<SignedIn> {
  const facts = await countAndFind(ctx, input.login);
  refuseTooMany(facts.byLogin, MAX_PER_LOGIN, ctx.nowMs);
  refuseTooMany(facts.byAddress, MAX_PER_ADDRESS, ctx.nowMs);
  const { person } = facts;
  if (!verifyPassword(input.password, from.pepper, person?.phc ?? null) || !person) {
    if (facts.byLogin.failures === MAX_PER_LOGIN) await noteLocked(ctx, person?.username ?? null);
    throw new WrongLogin();
  }
  const standing = { ...ctx.account, grants: toGrants(facts.grants) };
  if (!person.isActive || !allows(decide(standing, "office"), "view")) {
    throw new Forbidden(
      "no_office_access",
      "Your password is right, but you may not use the office portal. Ask somebody who manages staff.",
    );
  }
  const token = newToken();
  const tokenHash = await hashToken(token);
  const sessionId = newId("session", ctx.nowMs);
  const actor = toActor({
    staff: person,
    sessionId,
    tokenHash,
    grants: facts.grants,
    rightsVersion: facts.rightsVersion,
  });
  await startSession(ctx, actor, facts, from.userAgent);
  return { token, actor };
}

interface Facts {
  readonly byLogin: AttemptCount;
  readonly byAddress: AttemptCount | undefined;
  readonly loginSubject: string;
  readonly addressSubject: string | null;
  readonly person: NonNullable<ReturnType<typeof staffByLogin>["query"]["row"]> | undefined;
  readonly grants: readonly GrantRow[];
  readonly rightsVersion: number;
}

/** Counts the attempt and finds the person, in the one round trip that every attempt costs. */
async function countAndFind(ctx: Context<AnonymousActor>, login: string): Promise<Facts> {
  const loginSubject = await subjectOf("login", foldLogin(login));
  const addressSubject = ctx.request.ip === null ? null : await subjectOf("address", ctx.request.ip);
  const found = staffByLogin(login);
  const statements = [
    countAttempt(loginSubject, ctx.nowMs),
    found.query,
    grantsQuery(found.id),
    rightsVersionQuery(),
    ...(addressSubject === null ? [] : [countAttempt(addressSubject, ctx.nowMs)]),
  ];
  const answers = (await ctx.database.commit({ statements })) as Answers;
  const [[byLogin], [person], grants, [version], byAddress] = answers;
  return {
    byLogin,
    byAddress: byAddress?.[0],
    loginSubject,
    addressSubject,
    person,
    grants,
    rightsVersion: version.value,
  };
}

/** The rows of each statement, in their order. */
type Answers = readonly [
  [AttemptCount],
  [Facts["person"]],
  GrantRow[],
  [{ readonly value: number }],
  [AttemptCount]?,
];

async function startSession(
  ctx: Context<AnonymousActor>,
  actor: StaffActor,
  facts: Facts,
  userAgent: string | null,
): Promise<void> {
  const { nowMs } = ctx;
  const asPerson = {
    ...ctx,
    actor: { kind: "system", name: "Sign-in", onBehalfOf: { id: actor.id, name: actor.name } },
  } as const;
  const change = new Change(asPerson, { action: "sessions.start", summary: "Signed in", right: null });
  change.also(sql`insert into ${sessions}
    (token_hash, id, staff_id, created_at, last_seen_at, idle_expires_at, expires_at, ip, user_agent)
    values (${actor.tokenHash}, ${actor.sessionId}, ${actor.id}, ${nowMs}, ${nowMs}, ${nowMs + IDLE_MS},
      ${nowMs + ABSOLUTE_MS}, ${ctx.request.ip}, ${userAgent?.slice(0, 300) ?? null})`);
  for (const takeBack of takeBackAttempts(facts.loginSubject, facts.addressSubject, nowMs))
    change.also(takeBack);
  await commit(asPerson, change);
}

/** The audit log says that a name was locked; whose, only when it is somebody's: people mistype passwords there. */
async function noteLocked(ctx: Context<AnonymousActor>, username: string | null): Promise<void> {
  const whose = username === null ? "an unknown name" : `“${username}”`;
  const summary = `Locked signing in as ${whose} for 15 minutes after ${MAX_PER_LOGIN} wrong passwords`;
  await commit(ctx, new Change(ctx, { action: "sessions.lock", summary, right: null }));
}
