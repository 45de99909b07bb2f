import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { expectOwnFeed } from "./own-feed.ts";

/** Ends the calendar's address for good. @throws NotFound, Conflict `changed_meanwhile` */
export async function removeFamilyFeed(
  ctx: Context<GuardianActor>,
  feedId: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRole(ctx, "pickup_only");
  const feed = await expectOwnFeed(ctx, feedId, version);
  const change = new Change(ctx, {
    action: "family_feeds.remove",
    summary: `${ctx.actor.name} removed the address of the family's calendar`,
    right: null,
    undoMs: UNDO_MS.none,
  });
  change.remove("familyFeeds", feed);
  return { change: await commit(ctx, change) };
}
