import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { newFeedAddress } from "./feed-address.ts";
import { feedInReach } from "./feed-in-reach.ts";

/**
 * Gives a calendar a new address; the old one ends at once and does not come back.
 * @throws NotFound, Conflict `changed_meanwhile`
 */
export async function rotateFeed(
  ctx: Context,
  feedId: string,
  { version }: { readonly version: number },
  publicOrigin: string,
): Promise<{ change: Committed; url: string }> {
  requireRight(ctx, "classes", "view");
  const { feed, ownerName } = await feedInReach(ctx, feedId, version);
  const { url, tokenHash } = await newFeedAddress(publicOrigin, ctx.account.id);
  const change = new Change(ctx, {
    action: "calendar_feeds.rotate",
    summary: `Gave the calendar of ${ownerName} a new address`,
    right: "classes",
    undoMs: UNDO_MS.none,
  });
  change.update("calendarFeeds", feed, { tokenHash });
  return { change: await commit(ctx, change, { url: null }), url };
}
