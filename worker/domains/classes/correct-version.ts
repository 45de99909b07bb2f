import { sql } from "drizzle-orm";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { missingReferences, referencesLive, refuseMissing, slotReferences } from "./class-references.ts";
import { slotFieldsOf } from "./class-rows.ts";
import type { CorrectVersionInput } from "./schemas.ts";
import {
  expectVersion,
  firstMarkQuery,
  noMarks,
  refuseMarks,
  refusePast,
  slotReads,
  slotState,
} from "./slot-state.ts";
import { timeOf } from "./slot-words.ts";
import { commitLowered, overfull, placesSuffice, refuseOverfull, takenQuery } from "./taken-places.ts";

/**
 * Puts a version right that has not begun to hold, in place.
 * @throws NotFound, Precondition `in_the_past`, Conflict `over_capacity` | `attendance_taken` | `changed_meanwhile`
 */
export async function correctVersion(
  ctx: Context,
  classId: string,
  ids: { readonly slotId: string; readonly versionId: string },
  input: CorrectVersionInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const found = await read(ctx, slotReads(ctx, classId));
  const state = slotState(found, ids.slotId);
  const version = state.versions.find((one) => one.id === ids.versionId);
  if (!version) throw new NotFound("version of this slot");
  expectVersion(version, input.version);
  refusePast(ctx, version.startsOn, "weekday");
  const fields = slotFieldsOf(input);
  const references = slotReferences(fields, state.class.locationId);
  const { missing, marked, taken } = await read(ctx, {
    missing: missingReferences(references),
    marked: firstMarkQuery(ids.slotId, classId, version.startsOn),
    taken: takenQuery([classId], version.startsOn, ctx.nowMs, ids.slotId),
  });
  refuseMissing(missing);
  const otherDay = version.weekday !== input.weekday;
  if (otherDay) refuseMarks(marked);
  const capacity = fields.capacity ?? state.class.capacity;
  const lowered = capacity < (version.capacity ?? state.class.capacity);
  const spans = taken.filter((slot) => slot.startsOn === version.startsOn);
  if (lowered) refuseOverfull(ctx, overfull(spans, capacity), input.overCapacitySeen);
  const change = new Change(ctx, {
    action: "classes.correct_slot",
    summary: `Corrected ${state.class.name} from ${version.startsOn}: ${timeOf(input)}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("slotVersions", version, fields)) return { change: null };
  change.guard("row_living", referencesLive(references));
  if (capacity > (version.capacity ?? state.class.capacity)) servesWaitlist(change, classId);
  if (otherDay) change.guard("no_attendance", noMarks(ids.slotId, classId, version.startsOn));
  if (lowered && !input.overCapacitySeen)
    change.ensure(
      "place_left",
      placesSuffice([classId], version.startsOn, ctx.nowMs, sql`sv.slot_id = ${ids.slotId}`),
    );
  return { change: await commitLowered(ctx, change) };
}
