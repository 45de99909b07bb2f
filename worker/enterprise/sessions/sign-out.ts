import { sql } from "drizzle-orm";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { endEntries } from "./end-entries.ts";

/** Ends the session the request came with, and every way it opened into an account. */
export async function signOut(ctx: EnterpriseContext): Promise<void> {
  const { actor, nowMs, services } = ctx;
  await commitEnterprise(
    // Sent twice it is refused, since the session has ended: nobody has to remember the answer.
    { ...ctx, idempotency: null },
    { action: "sessions.end", summary: "Signed out of the enterprise portal", subjectId: actor.id },
    [
      sql`update enterprise_sessions set ended_at = ${nowMs}, end_reason = 'signed_out', refresh_token = null
        where token_hash = ${actor.tokenHash} and ended_at is null`,
    ],
  );
  await endEntries(services, { sessionId: actor.sessionId }, "enterprise_signed_out", nowMs);
}
