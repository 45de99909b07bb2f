import { sql } from "drizzle-orm";
import { accountsDue, type DueAccount } from "../../control-plane/due-accounts.ts";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { Services } from "../services.ts";
import type { DueMessage } from "./messages.ts";

const PAGE_SIZE = 100;
/** An account whose message was lost is due again after this long. */
const LEASE_MS = 10 * 60_000;

/** Cron: hands the accounts for which something is due to the queue, page by page; opens none of them. */
export async function schedule(services: Services): Promise<number> {
  const nowMs = services.house.now();
  let handedOut = 0;
  for (;;) {
    const due = await accountsDue(services.control, nowMs, PAGE_SIZE);
    if (due.length === 0) return handedOut;
    await lease(services, due, nowMs + LEASE_MS);
    const messages = due.map(({ id }): MessageSendRequest<DueMessage> => {
      const jobId = newId("job", nowMs);
      return { body: { kind: "due", accountId: id, jobId, dueAt: nowMs + LEASE_MS } };
    });
    await services.env.JOBS.sendBatch(messages);
    handedOut += due.length;
  }
}

/** Puts the accounts off for a while, so that this page is not handed out twice; what was noted meanwhile stays. */
async function lease(services: Services, due: readonly DueAccount[], untilMs: number): Promise<void> {
  const pairs = JSON.stringify(due.map(({ id, dueAt }) => [id, dueAt]));
  await services.control.commit({
    statements: [
      statement(sql`update accounts set next_due_at = ${untilMs} from json_each(${pairs}) as j
        where accounts.id = j.value->>0 and accounts.next_due_at = j.value->>1`),
    ],
  });
}
