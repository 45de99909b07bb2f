import { sql } from "drizzle-orm";
import { openTenant } from "../../../control-plane/open-tenant.ts";
import { select, statement } from "../../../control-plane/query.ts";
import { logUnexpected } from "../../edge/request-log.ts";
import { openDeps, type Services } from "../../services.ts";

const AT_ONCE = 6;

/** All that somebody opened, all of one session, or what one session opened in one account. */
export type EntriesOf =
  | { readonly userId: string }
  | { readonly sessionId: string; readonly accountId?: string };

/**
 * Ends what an enterprise user opened inside accounts. The doors of the accounts ask the control plane themselves every
 * 30 seconds: this only makes it happen now, so an account that is down holds nobody up.
 */
export async function endEntries(
  services: Services,
  of: EntriesOf,
  reason: string,
  nowMs: number,
): Promise<void> {
  const whose =
    "userId" in of
      ? sql`user_id = ${of.userId}`
      : sql`session_id = ${of.sessionId}
    ${of.accountId === undefined ? sql`` : sql`and account_id = ${of.accountId}`}`;
  const { entries } = await services.control.read({
    entries: select(
      {
        accountId: sql<string>`account_id`,
        userId: sql<string>`user_id`,
        handoff: sql<string>`token_hash`,
        entered: sql<string | null>`entered_token_hash`,
      },
      sql`from enterprise_handoffs where ${whose} and used_at is not null and ended_at is null`,
    ),
  });
  const waiting = [...entries];
  for (const { accountId } of entries) forgetVouched(services, accountId);
  const workers = Array.from({ length: Math.min(AT_ONCE, waiting.length) }, async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const { accountId, userId, handoff, entered } = entry;
      try {
        if (entered) await endEntry(services, accountId, entered, { reason, nowMs });
        await services.control.commit({ statements: [entryEnded(handoff, nowMs)] });
        await endSockets(services, accountId, userId);
      } catch (error) {
        logUnexpected(`enterprise entry ${accountId}`, error);
      }
    }
  });
  await Promise.all(workers);
}

/** This isolate asks the control plane anew about everybody in that account. */
function forgetVouched({ house }: Services, accountId: string): void {
  for (const key of house.vouched.keys()) if (key.startsWith(`${accountId} `)) house.vouched.delete(key);
}

async function endEntry(
  services: Services,
  accountId: string,
  tokenHash: string,
  end: { readonly reason: string; readonly nowMs: number },
): Promise<void> {
  const { database } = await openTenant(openDeps(services), { accountId });
  await database.commit({
    statements: [
      statement(sql`update sessions set ended_at = ${end.nowMs}, end_reason = ${end.reason}
        where token_hash = ${tokenHash} and ended_at is null`),
    ],
  });
  services.house.actors.forget(accountId, tokenHash);
}

/** A socket was let in for an hour; it is told nothing more. */
async function endSockets({ env }: Services, accountId: string, userId: string): Promise<void> {
  await Promise.all([
    env.ACTIVITY_FEED.getByName(accountId).endSockets(userId),
    env.MESSENGER_CENTER.getByName(accountId).endSockets(userId),
  ]);
}

function entryEnded(handoff: string, nowMs: number) {
  return statement(sql`update enterprise_handoffs set ended_at = ${nowMs}
    where token_hash = ${handoff} and ended_at is null`);
}
