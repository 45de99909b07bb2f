import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, requireRight, type StaffActor } from "../../kernel/context.ts";
import { openItem } from "./item-writes.ts";

/** Says who is working on an item; the same person gives it back. Somebody else may take it over. */
export async function claimItem(
  ctx: Context<StaffActor>,
  id: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "online_activity", "full");
  const item = await openItem(ctx, id, input.version);
  const claimedBy = requireOwnStaff(ctx);
  const isGivenBack = item.claimedBy === claimedBy;
  const change = new Change(ctx, {
    action: isGivenBack ? "online_activity.release" : "online_activity.claim",
    summary: `${isGivenBack ? "Gave back" : "Took on"}: ${item.summary}`,
    right: "online_activity",
    undoMs: UNDO_MS.none,
  });
  change.update(
    "activityItems",
    item,
    isGivenBack
      ? { state: "new", claimedBy: null, claimedAt: null }
      : { state: "in_review", claimedBy, claimedAt: ctx.nowMs },
  );
  return { change: await commit(ctx, change) };
}
