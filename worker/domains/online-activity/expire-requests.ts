import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { activityItems } from "../../../tenant-schema/portal.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";
import { OPEN_STATES } from "./activity-rows.ts";
import type { RequestItem } from "./approval.ts";
import { APPROVALS } from "./approvals.ts";

const AT_ONCE = 50;

/**
 * Closes requests about days that have passed, a few at a time. Nothing is wrong before it ran: approving one is refused
 * by then. Answers how many there were.
 */
export async function expireRequests(ctx: Context): Promise<number> {
  let expired = 0;
  for (;;) {
    const { found } = await ctx.database.read({
      found: select(
        allColumns(activityItems),
        sql`from ${activityItems} where ${activityItems.state} in ${OPEN_STATES} and ${activityItems.deletedAt} is null
          and ${activityItems.nature} = 'request' and ${activityItems.concernsOn} < ${today(ctx)} limit ${AT_ONCE}`,
      ),
    });
    if (found.length === 0) return expired;
    for (const item of found as unknown as RequestItem[]) await expire(ctx, item);
    expired += found.length;
  }
}

async function expire(ctx: Context, item: RequestItem): Promise<void> {
  const change = new Change(ctx, {
    action: "online_activity.expire",
    summary: `The day has passed: ${item.summary}`,
    right: null,
    undoMs: UNDO_MS.none,
  });
  change.update("activityItems", item, { state: "expired", decidedAt: ctx.nowMs });
  await APPROVALS[item.kind as keyof typeof APPROVALS]?.release?.(ctx, change, item);
  await commit(ctx, change);
}
