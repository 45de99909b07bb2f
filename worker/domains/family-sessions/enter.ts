import type { SQL } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context, GuardianActor, SystemActor } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { endSession } from "../staff-sessions/session-times.ts";
import type { Login, OpenFamily } from "./login-queries.ts";
import { newFamilySession } from "./start-session.ts";

/** From where somebody comes in. */
export interface Arrival {
  readonly pepper: string;
  readonly userAgent: string | null;
  /** The session that this browser had; it ends, so that none that somebody else planted goes on. */
  readonly replaces: string | null;
}

export interface Entered {
  readonly token: string;
  readonly actor: GuardianActor;
}

/** The words are the same wherever a suspended family is met; why it is suspended is between it and the school. */
export function familySuspended(): Forbidden {
  return new Forbidden(
    "family_suspended",
    "There is an issue with your account. Please contact us for further assistance",
  );
}

/**
 * The family that a log-in opens first: the oldest that is not suspended.
 * @throws Forbidden `family_suspended` when all are
 */
export function firstOpenFamily<F extends { readonly isSuspended: boolean }>(families: readonly F[]): F {
  const open = families.find((family) => !family.isSuspended);
  if (!open) throw familySuspended();
  return open;
}

/** Acts as the person who is about to come in: the session that would say so is only being made. */
export function asPerson(
  ctx: Context<AnonymousActor>,
  person: { readonly id: string; readonly name: string },
): Context<SystemActor> {
  return { ...ctx, idempotency: null, actor: { kind: "system", name: "Sign-in", onBehalfOf: person } };
}

/** Adds a session of the log-in at that family to a change. */
export async function addSession(
  ctx: Context,
  change: Change,
  login: Pick<Login, "id" | "email">,
  family: Pick<OpenFamily, "familyId" | "role" | "guardianName">,
  from: Arrival,
): Promise<Entered> {
  const { familyId, role, guardianName } = family;
  const { userAgent } = from;
  const session = await newFamilySession(ctx, { loginId: login.id, familyId, userAgent });
  change.also(session.statement);
  if (from.replaces !== null) change.also(endSession(from.replaces, "replaced", ctx.nowMs));
  const actor: GuardianActor = {
    kind: "guardian",
    id: login.id,
    name: guardianName ?? login.email,
    email: login.email,
    sessionId: session.sessionId,
    tokenHash: session.tokenHash,
    familyId,
    role,
    policiesDue: false,
    lent: [],
  };
  return { token: session.token, actor };
}

/** Starts a session of somebody who has shown who they are; `also` ends what they showed. */
export async function enter(
  ctx: Context<AnonymousActor>,
  login: Pick<Login, "id" | "email">,
  families: readonly OpenFamily[],
  from: Arrival,
  also: { readonly statements: readonly SQL[]; readonly guard?: SQL },
): Promise<Entered> {
  const family = firstOpenFamily(families);
  const person = asPerson(ctx, { id: login.id, name: family.guardianName ?? login.email });
  const change = new Change(person, { action: "sessions.start", summary: "Signed in", right: null });
  if (also.guard) change.guard("token_unused", also.guard);
  const entered = await addSession(person, change, login, family, from);
  for (const statement of also.statements) change.also(statement);
  await commit(person, change);
  return entered;
}
