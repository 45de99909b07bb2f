import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { EnterpriseContext } from "../context.ts";
import { subtreeOf } from "../reach.ts";
import { endEntries } from "./end-entries.ts";

/** Ends what the users of a group and of all below it opened inside accounts. */
export async function endEntriesBelow(
  ctx: EnterpriseContext,
  groupId: string,
  reason: string,
): Promise<void> {
  const { users } = await ctx.control.read({
    users: select(
      { id: sql<string>`distinct h.user_id` },
      sql`from enterprise_users u join enterprise_handoffs h on h.user_id = u.id and h.used_at is not null
          and h.ended_at is null where u.group_id in ${subtreeOf(groupId)}`,
    ),
  });
  for (const { id } of users) await endEntries(ctx.services, { userId: id }, reason, ctx.nowMs);
}
