import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { campaignSettingsOf, campaignSettingsQuery } from "./campaign-settings.ts";
import type { CampaignSettingsInput } from "./schemas.ts";

/** @throws Conflict `changed_meanwhile` */
export async function updateCampaignSettings(
  ctx: Context,
  input: CampaignSettingsInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...value } = input;
  const { stored } = await read(ctx, { stored: campaignSettingsQuery() });
  const { version: current, ...before } = campaignSettingsOf(stored);
  if (current !== version) throw changedMeanwhile();
  const change = new Change(ctx, {
    action: "settings.campaigns",
    summary: "Changed how campaigns are sent",
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (current === 0) change.insert("settings", { id: "campaigns", value });
  else if (!change.update("settings", { id: "campaigns", version, value: before }, { value }))
    return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people decided it for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed how campaigns are sent. Look at the current state and try again.",
  );
}
