import { Change, UNDO_MS } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import type { PresetChange } from "../schemas.ts";
import { explainPresetName, ownPreset } from "./preset-rows.ts";

/** Changes name, filters or sharing of one's own preset. @throws NotFound, Conflict, Precondition `not_unique` */
export async function updatePreset(
  ctx: Context<StaffActor>,
  id: string,
  { version, name, filter, isShared }: PresetChange,
): Promise<{ change: Committed | null }> {
  const preset = await ownPreset(ctx, id, version);
  const change = new Change(ctx, {
    action: "report_presets.update",
    summary: `Changed the report preset “${name ?? preset.name}”`,
    // One's own, so whoever may see the report may take it back.
    right: null,
    undoMs: UNDO_MS.ordinary,
  });
  const patch = {
    ...(name === undefined ? {} : { name }),
    ...(filter === undefined ? {} : { filter }),
    ...(isShared === undefined ? {} : { isShared }),
  };
  if (!change.update("reportPresets", preset, patch)) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainPresetName(error);
  }
}
