import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { newFeedAddress } from "../calendar-feeds/feed-address.ts";
import { expectOwnFeed } from "./own-feed.ts";

/**
 * Gives the calendar a new address; the old one ends at once and does not come back.
 * @throws NotFound, Conflict `changed_meanwhile`
 */
export async function rotateFamilyFeed(
  ctx: Context<GuardianActor>,
  feedId: string,
  { version }: { readonly version: number },
  publicOrigin: string,
): Promise<{ change: Committed; url: string }> {
  requireRole(ctx, "pickup_only");
  const feed = await expectOwnFeed(ctx, feedId, version);
  const { url, tokenHash } = await newFeedAddress(publicOrigin, ctx.account.id);
  const change = new Change(ctx, {
    action: "family_feeds.rotate",
    summary: `${ctx.actor.name} gave the family's calendar a new address`,
    right: null,
    undoMs: UNDO_MS.none,
  });
  change.update("familyFeeds", feed, { tokenHash });
  return { change: await commit(ctx, change, { url: null }), url };
}
