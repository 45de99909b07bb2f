import { newId } from "../../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../../kernel/context.ts";
import { reportFor } from "../catalog.ts";
import type { PresetInput } from "../schemas.ts";
import { explainPresetName } from "./preset-rows.ts";

/** Keeps filters under a name. @throws NotFound, Forbidden, Precondition `not_unique` */
export async function createPreset(
  ctx: Context<StaffActor>,
  input: PresetInput,
): Promise<{ id: string; change: Committed }> {
  const report = reportFor(ctx, input.code);
  const id = newId("reportPreset", ctx.nowMs);
  const change = new Change(ctx, {
    action: "report_presets.create",
    summary: `Saved filters of ${report.code} ${report.title} as “${input.name}”`,
    // One's own, so whoever may see the report may take it back.
    right: null,
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("reportPresets", { id, ...input, staffId: requireOwnStaff(ctx) });
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainPresetName(error);
  }
}
