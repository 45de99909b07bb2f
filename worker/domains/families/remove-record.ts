import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { recordById } from "./family-records.ts";
import type { SmallRecord } from "./save-record.ts";

const NOUNS = { emergencyContacts: "emergency contact", pickups: "pick-up person", notes: "note" } as const;

/** Deletes an emergency contact, a pick-up person or a note of a family. */
export async function removeRecord(
  ctx: Context,
  entity: SmallRecord,
  familyId: string,
  recordId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "families", "full");
  const found = await read(ctx, {
    family: livingById("families", familyId),
    record: recordById(entity, familyId, recordId),
  });
  const family = expectRow(found.family, "family");
  const record = expectRow(found.record, NOUNS[entity], input.version);
  const change = new Change(ctx, {
    action: `${entity}.delete`,
    summary: `Deleted ${entity === "emergencyContacts" ? "an" : "a"} ${NOUNS[entity]} of the family ${family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove(entity, record);
  return { change: await commit(ctx, change) };
}
