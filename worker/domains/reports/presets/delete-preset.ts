import { Change, UNDO_MS } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { ownPreset } from "./preset-rows.ts";

/** @throws NotFound, Conflict */
export async function deletePreset(
  ctx: Context<StaffActor>,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  const preset = await ownPreset(ctx, id, version);
  const change = new Change(ctx, {
    action: "report_presets.delete",
    summary: `Deleted the report preset “${preset.name}”`,
    // One's own, so whoever may see the report may take it back.
    right: null,
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("reportPresets", preset);
  return { change: await commit(ctx, change) };
}
