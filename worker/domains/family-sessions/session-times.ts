import { type SQL, sql } from "drizzle-orm";

const DAY_MS = 86_400_000;

/** Families come by a few times a month, on a phone that is their own: a session lasts while it is used. */
export const FAMILY_IDLE_MS = 30 * DAY_MS;
export const FAMILY_ABSOLUTE_MS = 180 * DAY_MS;

/** Ends every live session of a log-in; belongs into the change that is the reason. */
export function endLoginSessions(loginId: string, reason: string, nowMs: number): SQL {
  return sql`update sessions set ended_at = ${nowMs}, end_reason = ${reason}
    where login_id = ${loginId} and ended_at is null`;
}
