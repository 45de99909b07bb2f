import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { requireRoomAt } from "./class-records.ts";
import {
  classReferences,
  missingReferences,
  referencesLive,
  refuseMissing,
  slotReferences,
} from "./class-references.ts";
import { classNames, insertSlots, refuseContradictions, setLinks } from "./class-rows.ts";
import { requirePriceRight, setTuitions, tuitionReferences } from "./class-tuitions.ts";
import type { CreateClassInput } from "./schemas.ts";

/**
 * Creates a class with its weekly slots, sessions and keywords, in one change.
 * @throws Forbidden, Precondition by field
 */
export async function createClass(
  ctx: Context,
  input: CreateClassInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "classes", "full");
  requireRoomAt(ctx, input.locationId);
  refuseContradictions(input);
  requirePriceRight(ctx, input);
  const references = [
    ...classReferences(input),
    ...tuitionReferences(input.tuitions),
    ...input.slots.flatMap((slot, i) => slotReferences(slot, input.locationId, `slots.${i}.`)),
  ];
  const { missing } = await read(ctx, { missing: missingReferences(references) });
  refuseMissing(missing);
  const id = newId("class", ctx.nowMs);
  const change = new Change(ctx, {
    action: "classes.create",
    summary: `Created the class ${input.name}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const { slots, sessionIds, keywordIds, tuitions, name, ...fields } = input;
  change.insert("classes", { id, ...fields, ...classNames(name) });
  insertSlots(
    ctx,
    change,
    id,
    slots.map((slot) => ({ ...slot, startsOn: input.startsOn })),
  );
  setLinks(ctx, change, id, { sessionIds, keywordIds }, { sessions: [], keywords: [] });
  setTuitions(ctx, change, id, tuitions, []);
  change.guard("row_living", referencesLive(references));
  return { id, change: await commit(ctx, change, { id }) };
}
