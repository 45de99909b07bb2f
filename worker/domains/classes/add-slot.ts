import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { classLives } from "./class-records.ts";
import { missingReferences, referencesLive, refuseMissing, slotReferences } from "./class-references.ts";
import { insertSlots } from "./class-rows.ts";
import type { AddSlotInput } from "./schemas.ts";
import { refusePast, slotReads } from "./slot-state.ts";
import { timeOf } from "./slot-words.ts";

/** Lets a class meet once more a week, from a day on. @throws NotFound, Precondition by field */
export async function addSlot(
  ctx: Context,
  classId: string,
  input: AddSlotInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "classes", "full");
  const found = await read(ctx, slotReads(ctx, classId));
  const owner = found.class[0];
  if (!owner) throw new NotFound("class");
  if (input.startsOn < owner.startsOn || found.slots.length > 0) refusePast(ctx, input.startsOn, "startsOn");
  const references = slotReferences(input, owner.locationId);
  const { missing } = await read(ctx, { missing: missingReferences(references) });
  refuseMissing(missing);
  const change = new Change(ctx, {
    action: "classes.add_slot",
    summary: `${owner.name} also meets ${timeOf(input)} from ${input.startsOn}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const [id] = insertSlots(ctx, change, classId, [input], found.slots.length);
  change.guard("row_living", classLives(classId));
  change.guard("row_living", referencesLive(references));
  return { id: id!, change: await commit(ctx, change, { id }) };
}
