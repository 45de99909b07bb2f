import type { NewRow, Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { sortKey } from "../../../tenant-schema/text.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";
import type { ClassFields, SlotFields } from "./schemas.ts";

/** A class's name and what it is sorted and found by. */
export function classNames(name: string): { name: string; sortName: string } {
  return { name, sortName: sortKey(name) };
}

type DatedSlot = SlotFields & { readonly startsOn: string; readonly endsOn?: string | null };

/** Puts weekly slots into a change, each with its first version; answers their ids. */
export function insertSlots(
  ctx: Context,
  change: Change,
  classId: string,
  dated: readonly DatedSlot[],
  firstPosition = 0,
): string[] {
  const ids = dated.map(() => newId("slot", ctx.nowMs));
  ids.forEach((id, i) => {
    change.insert("slots", { id, classId, position: firstPosition + i });
  });
  dated.forEach((slot, i) => {
    change.insert("slotVersions", versionRow(ctx, classId, ids[i]!, slot));
  });
  return ids;
}

export function versionRow(
  ctx: Context,
  classId: string,
  slotId: string,
  slot: DatedSlot,
): Omit<NewRow<"slotVersions">, "version" | "createdAt" | "updatedAt"> {
  const { weekday, startMinute, durationMinutes, roomId, capacity, instructorIds, startsOn, endsOn } = slot;
  return {
    id: newId("slotVersion", ctx.nowMs),
    slotId,
    classId,
    startsOn,
    endsOn: endsOn ?? null,
    ...{ weekday, startMinute, durationMinutes, roomId, capacity, instructorIds },
  };
}

/** The facts of a slot version, without when it holds and whose it is. */
export function slotFieldsOf(version: SlotFields): SlotFields {
  const { weekday, startMinute, durationMinutes, roomId, capacity, instructorIds } = version;
  return { weekday, startMinute, durationMinutes, roomId, capacity, instructorIds };
}

/** Makes the links of a class to sessions or keywords exactly these. */
export function setLinks(
  ctx: Context,
  change: Change,
  classId: string,
  wanted: { readonly sessionIds?: readonly string[]; readonly keywordIds?: readonly string[] },
  present: {
    readonly sessions: readonly Row<"sessionLinks">[];
    readonly keywords: readonly Row<"keywordLinks">[];
  },
): void {
  if (wanted.sessionIds) {
    const ids = new Set(wanted.sessionIds);
    for (const link of present.sessions) if (!ids.delete(link.sessionId)) change.remove("sessionLinks", link);
    for (const sessionId of ids)
      change.insert("sessionLinks", { id: newId("sessionLink", ctx.nowMs), sessionId, classId });
  }
  if (wanted.keywordIds) {
    const ids = new Set(wanted.keywordIds);
    for (const link of present.keywords) if (!ids.delete(link.keywordId)) change.remove("keywordLinks", link);
    for (const keywordId of ids)
      change.insert("keywordLinks", { id: newId("keywordLink", ctx.nowMs), keywordId, entityId: classId });
  }
}

/** What one field says about another. @throws Precondition by field */
export function refuseContradictions(fields: Omit<ClassFields, "customValues">): void {
  const problems: FieldProblem[] = [];
  const inOrder = (from: string | null, path: keyof ClassFields, to: string | null) => {
    if (from !== null && to !== null && to < from)
      problems.push({ path, message: "This lies before the day it begins" });
  };
  inOrder(fields.startsOn, "endsOn", fields.endsOn);
  inOrder(fields.registrationStartsOn, "registrationEndsOn", fields.registrationEndsOn);
  inOrder(fields.priorityStartsOn, "priorityEndsOn", fields.priorityEndsOn);
  const days = (years: number | null, months: number | null, extra: number | null, open: number) =>
    (years ?? 0) * 372 + (months ?? open) * 31 + (extra ?? (open === 0 ? 0 : 30));
  const hasMin = fields.minAgeYears !== null || fields.minAgeMonths !== null;
  const hasMax = fields.maxAgeYears !== null || fields.maxAgeMonths !== null;
  if (
    hasMin &&
    hasMax &&
    days(fields.minAgeYears, fields.minAgeMonths, fields.minAgeDays, 0) >
      days(fields.maxAgeYears, fields.maxAgeMonths, fields.maxAgeDays, 11)
  ) {
    problems.push({ path: "maxAgeYears", message: "The highest age is below the lowest" });
  }
  if (problems.length > 0) {
    throw new Precondition("contradiction", "Two of the fields contradict each other.", problems);
  }
}
