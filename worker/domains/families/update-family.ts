import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyNames } from "./family-rows.ts";
import { missingReferences, referencesLive, refuseMissing } from "./references.ts";
import type { UpdateFamilyInput } from "./schemas.ts";

/** Changes facts of the family itself. Saying what is already so writes nothing. */
export async function updateFamily(
  ctx: Context,
  familyId: string,
  input: UpdateFamilyInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "families", "full");
  const references = { homeLocationId: input.homeLocationId, referralSourceId: input.referralSourceId };
  const found = await read(ctx, {
    family: livingById("families", familyId),
    missing: missingReferences(Object.values(references)),
  });
  refuseMissing(found.missing, references);
  const family = expectRow(found.family, "family", input.version);
  const { version: _version, name, ...facts } = input;
  const change = new Change(ctx, {
    action: "families.update",
    summary: `Changed the family ${name ?? family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  const changed = change.update("families", family, {
    ...facts,
    ...(name === undefined ? {} : familyNames(name)),
  });
  change.guard("row_living", referencesLive(Object.values(references)));
  return { change: changed ? await commit(ctx, change) : null };
}
