import { sql } from "drizzle-orm";
import type { ControlDatabase } from "../../../control-plane/control-database.ts";
import { statement } from "../../../control-plane/query.ts";
import { hashToken } from "../../domains/staff-sessions/tokens.ts";
import { SessionEnded } from "../../kernel/errors.ts";
import { refuseReplay, storedOutcome } from "../commit.ts";
import type { EnterpriseContext, EnterpriseVisitor } from "../context.ts";
import { type LoadedUser, toEnterpriseActor, userQuery } from "../sessions/load-user.ts";
import { refreshIfDue } from "../sessions/refresh.ts";
import { readEnterpriseCookie } from "../sessions/session-cookie.ts";

/** How often a session in use is noted as used. */
const TOUCH_EVERY_MS = 5 * 60_000;

/**
 * Lets in whoever the cookie says: asked of the control plane with every request, so that a suspension holds at once.
 * @throws SessionEnded, Replayed, Conflict
 */
export async function admit(visitor: EnterpriseVisitor, request: Request): Promise<EnterpriseContext> {
  const token = readEnterpriseCookie("session", request, visitor.services.env);
  if (token === null) throw new SessionEnded();
  const tokenHash = await hashToken(token);
  const { nowMs, idempotency } = visitor;
  const owner = sql`(select x.user_id from enterprise_sessions x where x.token_hash = ${tokenHash})`;
  const { user, stored } = await visitor.control.read({
    user: userQuery(sql`s.token_hash = ${tokenHash}`, nowMs),
    ...(idempotency ? { stored: storedOutcome(owner, idempotency.key) } : {}),
  });
  const found = user[0];
  if (!found) throw new SessionEnded();
  refuseReplay(visitor, stored?.[0]);
  if (nowMs - found.lastSeenAtMs >= TOUCH_EVERY_MS) noteSeen(visitor, found);
  refreshIfDue(visitor.services, found, nowMs);
  return { ...visitor, actor: toEnterpriseActor(found) };
}

function noteSeen({ services, control, nowMs, request }: EnterpriseVisitor, user: LoadedUser): void {
  services.waitUntil(seen(control, user, nowMs), request.id);
}

async function seen(control: ControlDatabase, { id, tokenHash }: LoadedUser, nowMs: number): Promise<void> {
  await control.commit({
    statements: [
      statement(sql`update enterprise_sessions set last_seen_at = ${nowMs}
        where token_hash = ${tokenHash} and last_seen_at < ${nowMs}`),
      statement(sql`update enterprise_users set last_seen_at = ${nowMs} where id = ${id}`),
    ],
  });
}
