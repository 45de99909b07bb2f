import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { recordsOf } from "./family-records.ts";

/** Ends a suspension; its row stays, with who lifted it, when and why. @throws Conflict `not_suspended` */
export async function unsuspendFamily(
  ctx: Context,
  familyId: string,
  input: { readonly reason: string; readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "suspend_families", "full");
  const found = await read(ctx, {
    family: livingById("families", familyId),
    suspensions: recordsOf("familySuspensions", [familyId]),
  });
  const family = expectRow(found.family, "family", input.version);
  const open = found.suspensions.find((suspension) => suspension.liftedAt === null);
  if (!open) throw new Conflict("not_suspended", `The family ${family.name} is not suspended.`);
  const change = new Change(ctx, {
    action: "families.unsuspend",
    summary: `Lifted the suspension of the family ${family.name}`,
    right: "suspend_families",
    undoMs: UNDO_MS.ordinary,
  });
  change.update("familySuspensions", open, {
    liftedAt: ctx.nowMs,
    liftedBy: actorName(ctx.actor),
    liftReason: input.reason,
  });
  return { change: await commit(ctx, change) };
}
