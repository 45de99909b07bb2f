import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { sessions } from "../../../tenant-schema/staff.ts";
import type { Context } from "../../kernel/context.ts";
import { hashToken, newToken } from "../staff-sessions/tokens.ts";
import { FAMILY_ABSOLUTE_MS, FAMILY_IDLE_MS } from "./session-times.ts";

export interface NewFamilySession {
  readonly token: string;
  readonly tokenHash: string;
  readonly sessionId: string;
  /** Belongs into the change that lets the guardian in. */
  readonly statement: SQL;
}

/** A session of a log-in at one of its families; the token is told once and never stored. */
export async function newFamilySession(
  ctx: Context,
  who: { readonly loginId: string; readonly familyId: string; readonly userAgent: string | null },
): Promise<NewFamilySession> {
  const token = newToken();
  const tokenHash = await hashToken(token);
  const sessionId = newId("session", ctx.nowMs);
  const { nowMs } = ctx;
  const statement = sql`insert into ${sessions}
    (token_hash, id, login_id, family_id, created_at, last_seen_at, idle_expires_at, expires_at, ip, user_agent)
    values (${tokenHash}, ${sessionId}, ${who.loginId}, ${who.familyId}, ${nowMs}, ${nowMs}, ${nowMs + FAMILY_IDLE_MS},
      ${nowMs + FAMILY_ABSOLUTE_MS}, ${ctx.request.ip}, ${who.userAgent?.slice(0, 300) ?? null})`;
  return { token, tokenHash, sessionId, statement };
}
