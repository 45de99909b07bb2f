import { type SQL, sql } from "drizzle-orm";
import { statement } from "../../../control-plane/query.ts";
import { sessions } from "../../../tenant-schema/staff.ts";
import type { Context, GuardianActor, StaffActor } from "../../kernel/context.ts";

/** A session ends when it was not used for an hour, and in any case after a working day. */
export const IDLE_MS = 60 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** How often a session in use is noted as used. */
export const TOUCH_EVERY_MS = 5 * 60_000;

/** Notes that a session is in use; called after the answer, so that nobody waits for it. */
export async function touchSession(ctx: Context<StaffActor | GuardianActor>, idleMs: number): Promise<void> {
  const { nowMs } = ctx;
  await ctx.database.commit({
    statements: [
      statement(sql`update ${sessions} set last_seen_at = ${nowMs}, idle_expires_at = ${nowMs + idleMs}
        where token_hash = ${ctx.actor.tokenHash} and ended_at is null and last_seen_at < ${nowMs}
          and idle_expires_at > ${nowMs} and expires_at > ${nowMs}`),
    ],
  });
}

/** Ends every live session of somebody; belongs into the change that is the reason. */
export function endSessionsOf(staffId: string, reason: string, nowMs: number): SQL {
  return sql`update ${sessions} set ended_at = ${nowMs}, end_reason = ${reason}
    where staff_id = ${staffId} and ended_at is null`;
}

/** Ends one session. */
export function endSession(tokenHash: string, reason: string, nowMs: number): SQL {
  return sql`update ${sessions} set ended_at = ${nowMs}, end_reason = ${reason}
    where token_hash = ${tokenHash} and ended_at is null`;
}
