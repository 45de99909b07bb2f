import { foldEmail } from "../../../tenant-schema/text.ts";
import type { FamilyContext } from "../../edge/family-route.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { subjectOf, tooMany } from "../staff-sessions/login-attempts.ts";
import { clearSessionToken, readSessionToken, writeSessionToken } from "../staff-sessions/session-cookie.ts";
import { hashToken } from "../staff-sessions/tokens.ts";
import type { Arrival, Entered } from "./enter.ts";
import { getFamilyMe } from "./get-family-me.ts";
import type { FamilyMe } from "./schemas.ts";
import { FAMILY_ABSOLUTE_MS } from "./session-times.ts";

const LIMIT_PERIOD_SECONDS = 60;

/** The platform's own limit comes first: it costs no database. */
export async function refuseRush(c: FamilyContext, email: string): Promise<void> {
  const key = `${c.get("visitor").account.id} ${await subjectOf("family", foldEmail(email))}`;
  const { success } = await c.get("services").env.LOGIN_LIMIT.limit({ key });
  if (!success) throw tooMany(LIMIT_PERIOD_SECONDS);
}

export async function arrivalOf(c: FamilyContext): Promise<Arrival> {
  const token = readSessionToken(c.req.raw, owner(c));
  return {
    pepper: c.get("services").env.PASSWORD_PEPPER,
    userAgent: c.req.header("user-agent") ?? null,
    replaces: token === null ? null : await hashToken(token),
  };
}

/** Hands the browser its session, and tells it who came in. */
export async function welcome(c: FamilyContext, { token, actor }: Entered): Promise<FamilyMe> {
  writeSessionToken(c, owner(c), token, FAMILY_ABSOLUTE_MS);
  // Never answered from an earlier outcome: every sign-in makes a token of its own, which is stored nowhere.
  const ctx: Context<GuardianActor> = { ...c.get("visitor"), idempotency: null, actor };
  return getFamilyMe(ctx);
}

export function signedOut(c: FamilyContext): Response {
  const { account, actor } = c.get("ctx");
  c.get("services").house.guardians.forget(account.id, actor.tokenHash);
  clearSessionToken(c, owner(c));
  return c.body(null, 204);
}

function owner(c: FamilyContext) {
  const environment = c.get("services").env.ENVIRONMENT;
  return { portal: "family" as const, accountId: c.get("visitor").account.id, environment };
}
