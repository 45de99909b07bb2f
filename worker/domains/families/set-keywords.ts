import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyLives, recordsOf } from "./family-records.ts";
import { missingReferences, referencesLive, refuseMissing } from "./references.ts";

/** Makes a family's keywords exactly these. */
export async function setKeywords(
  ctx: Context,
  familyId: string,
  input: { readonly keywordIds: readonly string[] },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "families", "full");
  const wanted = new Set(input.keywordIds);
  const found = await read(ctx, {
    family: livingById("families", familyId),
    links: recordsOf("keywordLinks", [familyId]),
    missing: missingReferences([...wanted]),
  });
  const family = expectRow(found.family, "family");
  refuseMissing(found.missing, Object.fromEntries([...wanted].map((id, i) => [`keywordIds.${i}`, id])));
  const change = new Change(ctx, {
    action: "families.keywords",
    summary: `Changed the keywords of the family ${family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  const own = found.links.filter((link) => link.entityId === familyId);
  for (const link of own) if (!wanted.has(link.keywordId)) change.remove("keywordLinks", link);
  const kept = new Set(own.map((link) => link.keywordId));
  for (const keywordId of wanted) {
    if (kept.has(keywordId)) continue;
    change.insert("keywordLinks", {
      id: newId("keywordLink", ctx.nowMs),
      keywordId,
      entityId: familyId,
      familyId,
    });
  }
  if (change.isEmpty) return { change: null };
  change.guard("row_living", familyLives(familyId));
  change.guard("row_living", referencesLive([...wanted]));
  return { change: await commit(ctx, change) };
}
