import { sql } from "drizzle-orm";
import { forgetAccount } from "../../analytics/forget-account.ts";
import { syncAccount } from "../../analytics/sync-account.ts";
import { noteFailure } from "../../analytics/sync-state.ts";
import { GuardFailed } from "../../control-plane/database-errors.ts";
import { AccountMigrating } from "../../control-plane/open-tenant.ts";
import { select, statement } from "../../control-plane/query.ts";
import { openAccountSource } from "../enterprise/store/account-source.ts";
import { storeOf } from "../enterprise/store/open-store.ts";
import type { Services } from "../services.ts";
import type { SyncMessage } from "./messages.ts";
import { nextSyncAt } from "./sync-times.ts";

/** How soon an account that could not be read is tried again. */
const AGAIN_MS = 30 * 60_000;

/**
 * Reads what has changed in an account into the store of its enterprise. One that cannot be read says so, keeps what was
 * read before, and is tried again; one that has left the enterprise leaves the store.
 */
export async function runSync(services: Services, message: SyncMessage): Promise<void> {
  const { accountId, enterpriseId } = message;
  const nowMs = services.house.now();
  const store = await storeOf(services.house, services.control, enterpriseId);
  const { member } = await services.control.read({
    member: select(
      { plan: sql<string>`a.plan`, status: sql<string>`a.status` },
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id = ${accountId} and ea.enterprise_id = ${enterpriseId}`,
    ),
  });
  const account = member[0];
  if (!account) {
    await leave(services, message);
    return;
  }
  if (account.plan !== "enterprise" || account.status !== "ready") {
    return settle(services, message, nextSyncAt(accountId, nowMs));
  }
  try {
    const source = await openAccountSource(services, accountId);
    const { isDone } = await syncAccount(source, store, { enterpriseId, nowMs });
    if (!isDone) {
      await services.env.JOBS.send(message);
      return;
    }
    await settle(services, message, nextSyncAt(accountId, nowMs));
  } catch (error) {
    // Somebody else is reading the account at this moment, and will say how far they came.
    if (error instanceof GuardFailed) return;
    console.error(JSON.stringify({ message: "sync failed", accountId, error: String(error) }));
    await noteFailure(store, { accountId, enterpriseId }, reasonOf(error), nowMs);
    await settle(services, message, nowMs + AGAIN_MS);
  }
}

/** Facts of an account that belongs to another enterprise by now are that one's. */
async function leave(services: Services, { accountId, enterpriseId }: SyncMessage): Promise<void> {
  const store = await storeOf(services.house, services.control, enterpriseId);
  const [rows] = await store.read([
    {
      sql: "SELECT 1 AS has FROM account_syncs WHERE account_id = ? AND enterprise_id = ?",
      params: [accountId, enterpriseId],
    },
  ]);
  if (rows?.[0]) await forgetAccount(store, accountId);
  await services.control.commit({
    statements: [
      statement(sql`delete from enterprise_syncs where account_id = ${accountId} and enterprise_id = ${enterpriseId}
        and not exists (select 1 from enterprise_accounts ea
          where ea.account_id = ${accountId} and ea.enterprise_id = ${enterpriseId})`),
    ],
  });
}

/** Notes when the account is due next, unless somebody asked for it meanwhile. */
async function settle(services: Services, message: SyncMessage, nextAt: number): Promise<void> {
  await services.control.commit({
    statements: [
      statement(sql`update enterprise_syncs set next_sync_at = ${nextAt}
        where account_id = ${message.accountId} and enterprise_id = ${message.enterpriseId}
          and next_sync_at = ${message.dueAt}`),
    ],
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof AccountMigrating)
    return "The account is being updated. It is read again within half an hour.";
  return "The account's database could not be read. It is tried again within half an hour.";
}
