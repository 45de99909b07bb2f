import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import type { EnterpriseEntry } from "../../kernel/context.ts";
import { SessionEnded } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import { accountsOf } from "../reach.ts";
import { endEntries } from "./end-entries.ts";
import { userQuery } from "./load-user.ts";
import { refreshIfDue } from "./refresh.ts";

/** As old as what an account's door knows of the control plane may be. */
const FRESH_MS = 30_000;

/**
 * Asks the control plane, at most every 30 seconds, whether somebody who came from the enterprise portal may still be in
 * this account: their session there lives, and neither they nor their group nor the account's place has changed.
 * @throws SessionEnded
 */
export async function vouchForEntry(
  services: Services,
  accountId: string,
  entry: EnterpriseEntry,
  nowMs: number,
): Promise<void> {
  const { vouched } = services.house;
  const key = `${accountId} ${entry.sessionId}`;
  const vouchedAtMs = vouched.get(key);
  if (vouchedAtMs !== undefined && nowMs >= vouchedAtMs && nowMs - vouchedAtMs < FRESH_MS) return;
  const { users } = await services.control.read({ users: userQuery(sql`s.id = ${entry.sessionId}`, nowMs) });
  const user = users[0];
  if (user && user.level === entry.level) {
    const { reach } = await services.control.read({
      reach: select({ isTheirs: flag(sql`${accountId} in ${accountsOf(user)}`) }, sql``),
    });
    if (reach[0]?.isTheirs) {
      vouched.set(key, nowMs);
      refreshIfDue(services, user, nowMs);
      return;
    }
  }
  vouched.delete(key);
  const ended = endEntries(
    services,
    { sessionId: entry.sessionId, accountId },
    "enterprise_access_ended",
    nowMs,
  );
  services.waitUntil(ended, `entry of ${entry.userId}`);
  throw new SessionEnded();
}
