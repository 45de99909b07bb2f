import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { feedInReach } from "./feed-in-reach.ts";

/** Ends a calendar's address. @throws NotFound, Conflict `changed_meanwhile` */
export async function revokeFeed(
  ctx: Context,
  feedId: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "classes", "view");
  const { feed, ownerName } = await feedInReach(ctx, feedId, version);
  const change = new Change(ctx, {
    action: "calendar_feeds.revoke",
    summary: `Revoked the calendar address of ${ownerName}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("calendarFeeds", feed);
  return { change: await commit(ctx, change) };
}
