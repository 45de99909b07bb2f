import { sql } from "drizzle-orm";
import { returning } from "../../../control-plane/query.ts";
import type { Services } from "../../services.ts";

export interface PushName {
  readonly pushId: string;
  readonly accountId: string;
}

const AT_ONCE = 100;
/** What has waited for so long is sent on again. */
const AGAIN_MS = 5 * 60_000;

export async function sendPushes(services: Services, pushes: readonly PushName[]): Promise<void> {
  if (pushes.length === 0) return;
  await services.env.JOBS.sendBatch(pushes.map((push) => ({ body: { kind: "name-push", ...push } })));
}

/** Cron: renamings whose messages were lost. */
export async function sendPushesAgain(services: Services): Promise<number> {
  const nowMs = services.house.now();
  const [waiting] = await services.control.commit({
    statements: [
      returning(
        sql`update name_push_accounts set updated_at = ${nowMs} where (push_id, account_id) in (
          select push_id, account_id from name_push_accounts
          where state = 'waiting' and updated_at < ${nowMs - AGAIN_MS} order by updated_at limit ${AT_ONCE})`,
        { pushId: sql<string>`push_id`, accountId: sql<string>`account_id` },
      ),
    ],
  });
  await sendPushes(services, (waiting ?? []) as PushName[]);
  return waiting?.length ?? 0;
}
