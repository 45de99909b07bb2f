import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { newFeedAddress } from "../calendar-feeds/feed-address.ts";

/**
 * Makes the address under which a guardian's own calendar shows what the family's children have before them. It is
 * answered this once; whoever has it sees the schedule, so it can be renewed or removed.
 * @throws Conflict `feed_exists`
 */
export async function createFamilyFeed(
  ctx: Context<GuardianActor>,
  publicOrigin: string,
): Promise<{ change: Committed; id: string; url: string }> {
  requireRole(ctx, "pickup_only");
  const { id: loginId, name, familyId } = ctx.actor;
  const { url, tokenHash } = await newFeedAddress(publicOrigin, ctx.account.id);
  const change = new Change(ctx, {
    action: "family_feeds.create",
    summary: `${name} made a calendar address for the family's schedule`,
    right: null,
    undoMs: UNDO_MS.none,
  });
  const id = newId("familyFeed", ctx.nowMs);
  change.insert("familyFeeds", { id, familyId, loginId, tokenHash });
  try {
    // The address is not kept with the idempotency key either: a repeated request is told that it was made.
    return { change: await commit(ctx, change, { id, url: null }), id, url };
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    const message = "You have a calendar address already. Give it a new one, and the old one stops working.";
    throw new Conflict("feed_exists", message);
  }
}
