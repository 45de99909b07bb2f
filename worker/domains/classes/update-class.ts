import { sql } from "drizzle-orm";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { classesById, keywordLinksOf, requireRoomAt, sessionLinksOf, versionsOf } from "./class-records.ts";
import { classReferences, missingReferences, referencesLive, refuseMissing } from "./class-references.ts";
import { classNames, refuseContradictions, setLinks } from "./class-rows.ts";
import {
  chosenQuery,
  notChosen,
  refuseChosen,
  requirePriceRight,
  setTuitions,
  tuitionReferences,
  tuitionsOf,
} from "./class-tuitions.ts";
import type { UpdateClassInput } from "./schemas.ts";
import { commitLowered, overfull, placesSuffice, refuseOverfull, takenQuery } from "./taken-places.ts";

/**
 * Changes facts of a class, its sessions and its keywords. Slots are changed one by one, from a day on.
 * @throws NotFound, Conflict `over_capacity`, Precondition by field
 */
export async function updateClass(
  ctx: Context,
  classId: string,
  input: UpdateClassInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const on = today(ctx);
  const references = [...classReferences(input), ...tuitionReferences(input.tuitions)];
  const found = await read(ctx, {
    class: classesById(ctx, [classId], "full"),
    versions: versionsOf(classId),
    sessions: sessionLinksOf(classId),
    keywords: keywordLinksOf([classId]),
    missing: missingReferences(references),
    taken: takenQuery([classId], on, ctx.nowMs),
    tuitions: tuitionsOf([classId]),
    chosen: chosenQuery(classId, on),
  });
  const before = expectRow(found.class, "class", input.version);
  refuseMissing(found.missing);
  const { version: _version, sessionIds, keywordIds, tuitions, overCapacitySeen, ...sent } = input;
  requirePriceRight(ctx, input, before, found.tuitions);
  const fields = withoutUndefined(sent);
  const after = { ...before, ...fields };
  refuseContradictions(after);
  if (after.locationId !== before.locationId) requireRoomAt(ctx, after.locationId);
  const lowered = after.capacity < before.capacity;
  const withoutOwn = found.taken.filter((slot) => slot.ownCapacity === null);
  if (lowered) refuseOverfull(ctx, overfull(withoutOwn, after.capacity), overCapacitySeen);
  const change = new Change(ctx, {
    action: "classes.update",
    summary: `Changed the class ${after.name}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  change.update("classes", before, { ...fields, ...classNames(after.name) });
  beginEarlier(change, before, after.startsOn, found.versions);
  setLinks(
    ctx,
    change,
    classId,
    { ...(sessionIds && { sessionIds }), ...(keywordIds && { keywordIds }) },
    found,
  );
  const removed = tuitions ? setTuitions(ctx, change, classId, tuitions, found.tuitions) : [];
  refuseChosen(removed, found.chosen);
  if (change.isEmpty) return { change: null };
  if (removed.length > 0) change.ensure("row_version", notChosen(removed, on));
  change.guard("row_living", referencesLive(references));
  if (after.capacity > before.capacity) servesWaitlist(change, classId);
  if (lowered && !overCapacitySeen)
    change.ensure("place_left", placesSuffice([classId], on, ctx.nowMs, sql`sv.capacity is null`));
  return { change: await commitLowered(ctx, change) };
}

/** A class that begins earlier meets from then on: the slots it began with begin with it. */
function beginEarlier(
  change: Change,
  before: Row<"classes">,
  startsOn: string,
  versions: readonly Row<"slotVersions">[],
): void {
  if (startsOn >= before.startsOn) return;
  for (const version of versions)
    if (version.startsOn === before.startsOn) change.update("slotVersions", version, { startsOn });
}

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
