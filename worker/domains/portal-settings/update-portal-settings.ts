import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { portalImage } from "../portal-images/portal-image.ts";
import type { PortalSettings } from "./schemas.ts";
import { portalSettingsOf, portalSettingsQuery } from "./settings-query.ts";

/** Decides what families see and may do, from now on. @throws Conflict `changed_meanwhile`, Precondition */
export async function updatePortalSettings(
  ctx: Context,
  input: PortalSettings & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...value } = input;
  const { stored, images } = await read(ctx, { stored: portalSettingsQuery(), images: imagesQuery(value) });
  const missing = (["logoFileId", "backgroundFileId"] as const).filter((path) => !images[0]![path]);
  if (missing.length > 0) {
    const fields = missing.map((path) => ({ path, message: "This picture is gone. Choose it again." }));
    throw new Precondition("unknown_reference", "A picture does not exist any more.", fields);
  }
  const row = stored[0];
  if ((row?.version ?? 0) !== version) throw changedMeanwhile();
  const change = new Change(ctx, {
    action: "settings.portal",
    summary: "Changed the settings of the family portal",
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  const current = { id: "portal", version, value: portalSettingsOf(stored) };
  if (!row) change.insert("settings", { id: "portal", value });
  else if (!change.update("settings", current, { value })) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people decided them for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

function imagesQuery(value: PortalSettings): Query<{ logoFileId: boolean; backgroundFileId: boolean }> {
  const found = (id: string | null) => flag(id === null ? sql`1` : portalImage(id));
  return select(
    { logoFileId: found(value.logoFileId), backgroundFileId: found(value.backgroundFileId) },
    sql``,
  );
}

function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed the settings of the portal while you were working on them. Look at the current state and try again.",
  );
}
