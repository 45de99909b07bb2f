import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import {
  classesById,
  classLives,
  keywordLinksOf,
  requireRoomAt,
  sessionLinksOf,
  versionsOf,
} from "./class-records.ts";
import { classReferences, missingReferences, referencesLive, refuseMissing } from "./class-references.ts";
import { classNames, insertSlots, refuseContradictions, setLinks, slotFieldsOf } from "./class-rows.ts";
import { pairOf, setTuitions, tuitionReferences, tuitionsOf } from "./class-tuitions.ts";
import type { DuplicateClassInput } from "./schemas.ts";

/**
 * Makes a class like another: facts, tuition, keywords and the slots as they are on the day it begins (else as they are last);
 * nobody is enrolled in it. Without other sessions it has the same.
 */
export async function duplicateClass(
  ctx: Context,
  classId: string,
  input: DuplicateClassInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "classes", "full");
  const references = classReferences({ sessionIds: input.sessionIds });
  const found = await read(ctx, {
    class: classesById(ctx, [classId], "full"),
    versions: versionsOf(classId),
    sessions: sessionLinksOf(classId),
    keywords: keywordLinksOf([classId]),
    tuitions: tuitionsOf([classId]),
    missing: missingReferences(references),
  });
  const original = expectRow(found.class, "class");
  requireRoomAt(ctx, original.locationId);
  refuseMissing(found.missing);
  const id = newId("class", ctx.nowMs);
  const {
    version: _v,
    createdAt: _c,
    updatedAt: _u,
    deletedAt: _d,
    deletedChangeId: _i,
    ...facts
  } = original;
  const { startsOn, endsOn, name } = input;
  const row = { ...facts, id, startsOn, endsOn, isArchived: false, ...classNames(name) };
  refuseContradictions(row);
  const change = new Change(ctx, {
    action: "classes.duplicate",
    summary: `Made the class ${name} like ${original.name}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("classes", row);
  const slots = lastKnown(found.versions, [startsOn, today(ctx)].sort()[1]!).map((version) => ({
    ...slotFieldsOf(version),
    ...(input.withInstructors ? {} : { instructorIds: [] }),
    startsOn,
  }));
  insertSlots(ctx, change, id, slots);
  setLinks(
    ctx,
    change,
    id,
    {
      sessionIds: input.sessionIds ?? found.sessions.map((link) => link.sessionId),
      keywordIds: found.keywords.map((link) => link.keywordId),
    },
    { sessions: [], keywords: [] },
  );
  const tuitions = found.tuitions.map(pairOf);
  setTuitions(ctx, change, id, tuitions, []);
  change.guard("row_living", classLives(classId));
  change.guard("row_living", referencesLive([...references, ...tuitionReferences(tuitions)]));
  return { id, change: await commit(ctx, change, { id }) };
}

/** One version a slot: what holds on the day, else what comes first after it. A slot that has ended is left out. */
function lastKnown<V extends { slotId: string; startsOn: string; endsOn: string | null }>(
  versions: readonly V[],
  day: string,
): V[] {
  const bySlot = new Map<string, V>();
  for (const version of versions) {
    const isOver = version.endsOn !== null && version.endsOn < day;
    if (!isOver && !bySlot.has(version.slotId)) bySlot.set(version.slotId, version);
  }
  if (bySlot.size > 0) return [...bySlot.values()];
  // The whole class is over: what it was at last.
  const lastDay = versions
    .map((version) => version.endsOn ?? "")
    .sort()
    .at(-1);
  return versions.filter((version) => version.endsOn === lastDay);
}
