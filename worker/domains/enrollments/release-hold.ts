import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { livingHold } from "./holds.ts";

/** The dialog was closed. @throws NotFound */
export async function releaseHold(ctx: Context, id: string): Promise<{ id: string }> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, { hold: livingHold(ctx, id) });
  const hold = expectRow(found.hold, "held place");
  const change = new Change(ctx, {
    action: "holds.release",
    summary: "Let a held place go",
    right: "enrollments",
  });
  change.update("placeHolds", hold, { releasedAt: ctx.nowMs });
  await commit(ctx, change, { id });
  return { id };
}
