import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, type StaffActor, staffIdOrNull } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { itemsById, mustBeOpen } from "./item-writes.ts";

/** Takes items that are only to be known off the list, all of them or none. @throws NotFound, Precondition, Conflict */
export async function dismissItems(
  ctx: Context<StaffActor>,
  input: { readonly items: readonly { readonly id: string; readonly version: number }[] },
): Promise<{ change: Committed }> {
  requireRight(ctx, "online_activity", "full");
  const versions = new Map(input.items.map((item) => [item.id, item.version]));
  const { found } = await read(ctx, { found: itemsById(ctx, [...versions.keys()]) });
  if (found.length !== versions.size) throw new NotFound("item");
  if (found.some((item) => item.nature === "request")) {
    throw new Precondition(
      "needs_decision",
      "A request cannot be dismissed: the family waits for an answer. Approve or deny it.",
    );
  }
  const [first] = found;
  const change = new Change(ctx, {
    action: "online_activity.dismiss",
    summary:
      found.length === 1
        ? `Dismissed: ${first!.summary}`
        : `Dismissed ${found.length} items of online activity`,
    right: "online_activity",
    undoMs: UNDO_MS.ordinary,
  });
  for (const item of found) {
    mustBeOpen(item, versions.get(item.id)!);
    change.update("activityItems", item, {
      state: "dismissed",
      decidedBy: staffIdOrNull(ctx.actor),
      decidedAt: ctx.nowMs,
    });
  }
  return { change: await commit(ctx, change) };
}
