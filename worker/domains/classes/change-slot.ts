import { sql } from "drizzle-orm";
import { addDays } from "../../../tenant-schema/dates.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { missingReferences, referencesLive, refuseMissing, slotReferences } from "./class-references.ts";
import { slotFieldsOf, versionRow } from "./class-rows.ts";
import type { ChangeSlotInput } from "./schemas.ts";
import {
  expectVersion,
  firstMarkQuery,
  noMarks,
  refuseMarks,
  refusePast,
  slotReads,
  slotState,
  versionOn,
} from "./slot-state.ts";
import { timeOf } from "./slot-words.ts";
import { commitLowered, overfull, placesSuffice, refuseOverfull, takenQuery } from "./taken-places.ts";

/**
 * Changes a slot from a day on: the version that holds then ends the day before, and a new one begins. What was
 * planned for later stays as planned.
 * @throws NotFound, Precondition `in_the_past`, Conflict `over_capacity` | `attendance_taken` | `changed_meanwhile`
 */
export async function changeSlot(
  ctx: Context,
  classId: string,
  slotId: string,
  input: ChangeSlotInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const { from } = input;
  const reads = slotReads(ctx, classId);
  const found = await read(ctx, {
    ...reads,
    marked: firstMarkQuery(slotId, classId, from),
    taken: takenQuery([classId], from, ctx.nowMs, slotId),
  });
  const state = slotState(found, slotId);
  refusePast(ctx, from, "from");
  const held = versionOn(state.versions, from);
  expectVersion(held ?? state.versions.at(-1), input.version);
  const fields = slotFieldsOf(input);
  const references = slotReferences(fields, state.class.locationId);
  const { missing } = await read(ctx, { missing: missingReferences(references) });
  refuseMissing(missing);
  const otherDay = held !== undefined && held.weekday !== input.weekday;
  if (otherDay) refuseMarks(found.marked);
  const capacity = fields.capacity ?? state.class.capacity;
  const lowered = held !== undefined && capacity < (held.capacity ?? state.class.capacity);
  const raised = held !== undefined && capacity > (held.capacity ?? state.class.capacity);
  const spans = found.taken.filter((slot) => slot.startsOn <= from);
  if (lowered) refuseOverfull(ctx, overfull(spans, capacity), input.overCapacitySeen);
  const change = new Change(ctx, {
    action: "classes.change_slot",
    summary: `Changed ${state.class.name} from ${from}: ${timeOf(input)}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  if (held?.startsOn === from) change.update("slotVersions", held, fields);
  else if (held === undefined || !sameSlot(slotFieldsOf(held), fields)) {
    const next = state.versions.find((version) => version.startsOn > from);
    const endsOn = held ? held.endsOn : next ? addDays(next.startsOn, -1) : null;
    if (held) change.update("slotVersions", held, { endsOn: addDays(from, -1) });
    change.insert("slotVersions", versionRow(ctx, classId, slotId, { ...fields, startsOn: from, endsOn }));
  }
  if (change.isEmpty) return { change: null };
  change.guard("row_living", referencesLive(references));
  if (raised) servesWaitlist(change, classId);
  if (otherDay) change.guard("no_attendance", noMarks(slotId, classId, from));
  if (lowered && !input.overCapacitySeen)
    change.ensure("place_left", placesSuffice([classId], from, ctx.nowMs, sql`sv.slot_id = ${slotId}`));
  return { change: await commitLowered(ctx, change) };
}

function sameSlot(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
