import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { relayOutbox } from "../jobs/relay-outbox.ts";
import { systemContext } from "../jobs/system-context.ts";
import type { Services } from "../services.ts";

/**
 * A local queue lives in memory: what it held when the last run ended, or was killed, is lost. So whatever is not done is
 * sent on again at once; a sweep would find it after five minutes. What runs already is not run twice by it.
 */
export async function sendOnAgain(services: Services, accountId: string): Promise<void> {
  const ctx = await systemContext(services, accountId, newId("job", services.house.now()));
  await ctx.database.commit({
    statements: [
      statement(sql`update outbox set relayed_at = null
        where done_at is null and cancelled_at is null and relayed_at is not null`),
    ],
  });
  await relayOutbox(services, ctx);
}
