import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { counters } from "../../tenant-schema/foundation.ts";
import type { Context } from "../kernel/context.ts";
import type { Services } from "../services.ts";
import type { LiveEvent } from "./events.ts";

/** Tells an account's feed. The feed is keyed by the account's id: names change. */
export async function tellFeed(services: Services, accountId: string, events: LiveEvent[]): Promise<void> {
  await services.env.ACTIVITY_FEED.getByName(accountId).tell(events);
}

/** Tells the feed up to which number there is online activity. */
export async function tellActivity(services: Services, ctx: Context): Promise<void> {
  const { found } = await ctx.database.read({
    found: select(
      { number: counters.value },
      sql`from ${counters} where ${counters.name} = 'activity_number'`,
    ),
  });
  await tellFeed(services, ctx.account.id, [{ kind: "activity", number: found[0]!.number }]);
}
