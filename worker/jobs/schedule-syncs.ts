import { sql } from "drizzle-orm";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { Services } from "../services.ts";
import type { SyncMessage } from "./messages.ts";

const PAGE_SIZE = 100;
/** An account whose message was lost is due again after this long. */
const LEASE_MS = 30 * 60_000;

export interface DueSync {
  readonly accountId: string;
  readonly enterpriseId: string;
}

/** Cron: hands the accounts whose minute has come to the queue, a message each; opens none of them. */
export async function scheduleSyncs(services: Services): Promise<number> {
  const nowMs = services.house.now();
  let handedOut = 0;
  for (;;) {
    const { due } = await services.control.read({
      due: select(
        { accountId: sql<string>`account_id`, enterpriseId: sql<string>`enterprise_id` },
        sql`from enterprise_syncs where next_sync_at <= ${nowMs} order by next_sync_at limit ${PAGE_SIZE}`,
      ),
    });
    if (due.length === 0) return handedOut;
    await handOut(services, due, nowMs);
    handedOut += due.length;
  }
}

/** Puts the accounts off for as long as a sync may take, and sends for each of them. */
export async function handOut(services: Services, due: readonly DueSync[], nowMs: number): Promise<void> {
  const dueAt = nowMs + LEASE_MS;
  const pairs = JSON.stringify(due.map(({ accountId, enterpriseId }) => [accountId, enterpriseId]));
  await services.control.commit({
    statements: [
      statement(sql`update enterprise_syncs set next_sync_at = ${dueAt} from json_each(${pairs}) j
        where account_id = j.value ->> 0 and enterprise_id = j.value ->> 1`),
    ],
  });
  const messages = due.map(({ accountId, enterpriseId }): MessageSendRequest<SyncMessage> => {
    return { body: { kind: "sync", accountId, enterpriseId, jobId: newId("job", nowMs), dueAt } };
  });
  for (let i = 0; i < messages.length; i += PAGE_SIZE) {
    await services.env.JOBS.sendBatch(messages.slice(i, i + PAGE_SIZE));
  }
}
