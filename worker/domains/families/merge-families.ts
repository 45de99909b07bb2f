import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change, type Current, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { emailKey, guardianKey, type MergeGroup, phoneKey, readMergeGroup } from "./merge-group.ts";
import { moveLogins } from "./merge-logins.ts";
import { moveMoney, readMoneyRecords } from "./merge-money.ts";
import { moveSchoolRecords, readSchoolRecords } from "./merge-school-records.ts";
import type { MergeInput } from "./schemas.ts";

/**
 * Makes one family of up to five. The first keeps its id and its own facts, blanks are filled from the others in
 * order; the others answer under their old ids with the first. One change, which can be undone for 30 days as long
 * as nothing it touched was changed since. @throws Precondition `bad_student_pair`, Conflict `enrolled_twice`
 */
export async function mergeFamilies(
  ctx: Context,
  input: MergeInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "merge_families", "full");
  const group = await readMergeGroup(ctx, [...new Set(input.familyIds)]);
  const merged = mergedStudents(group, input.studentPairs);
  const names = group.losers.map((loser) => loser.name).join(", ");
  const change = new Change(ctx, {
    action: "families.merge",
    summary: `Merged ${names} into the family ${group.winner.name}`,
    right: "merge_families",
    undoMs: UNDO_MS.merge,
  });
  moveLogins(change, group, movePeople(change, group));
  moveStudents(change, group, merged);
  moveRest(change, group, merged);
  moveSchoolRecords(ctx, change, group, await readSchoolRecords(ctx, merged), merged);
  moveMoney(change, await readMoneyRecords(ctx, [...new Set(input.familyIds)]), group.winner.id, merged);
  change.update("families", group.winner, filledBlanks(group));
  for (const loser of group.losers) {
    change.remove("families", loser);
    addRedirect(change, loser.id, group.winner.id);
  }
  try {
    return { id: group.winner.id, change: await commit(ctx, change, { id: group.winner.id }) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "one_enrollment") throw enrolledTwice();
    throw error;
  }
}

function enrolledTwice(): Conflict {
  return new Conflict(
    "enrolled_twice",
    "Two of the students to be merged are in the same class at the same time. Drop one of them first, then merge.",
  );
}

/** Which students go into which others; both must be of these families. @throws Precondition */
function mergedStudents(group: MergeGroup, pairs: MergeInput["studentPairs"]): Map<string, string> {
  const known = new Set(group.students.map((student) => student.id));
  const merged = new Map(pairs.map((pair) => [pair.mergeId, pair.keepId]));
  for (const { keepId, mergeId } of pairs) {
    if (!known.has(keepId) || !known.has(mergeId) || merged.has(keepId)) {
      throw new Precondition(
        "bad_student_pair",
        "A student chosen to be merged is no longer in these families. Start again.",
      );
    }
  }
  return merged;
}

/** Guardians of the same name become one; e-mails and phones that both have are kept once. Answers who became whom. */
function movePeople(change: Change, group: MergeGroup): ReadonlyMap<string, string> {
  const kept = new Map<string, { readonly id: string; readonly familyId: string }>();
  const became = new Map<string, string>();
  for (const guardian of inOrder(group, group.guardians)) {
    const key = guardianKey(guardian);
    const known = kept.get(key);
    // A father and a son of one name in one family are two people.
    const same = known && known.familyId !== guardian.familyId ? known.id : undefined;
    if (!known) kept.set(key, guardian);
    became.set(guardian.id, same ?? guardian.id);
    if (guardian.familyId === group.winner.id) continue;
    if (same !== undefined) change.remove("guardians", guardian);
    else change.update("guardians", guardian, { familyId: group.winner.id, isPrimary: false });
  }
  moveEntries(change, "emails", inOrder(group, group.emails), emailKey, group.winner.id, became);
  moveEntries(change, "phones", inOrder(group, group.phones), phoneKey, group.winner.id, became);
  return became;
}

function moveEntries<E extends "emails" | "phones">(
  change: Change,
  entity: E,
  entries: readonly Row<E>[],
  keyOf: (entry: Row<E>) => string,
  winnerId: string,
  became: ReadonlyMap<string, string>,
): void {
  const seen = new Set<string>();
  const hasPrimary = entries.some((entry) => entry.familyId === winnerId && entry.isPrimary);
  for (const entry of entries) {
    const duplicate = seen.has(keyOf(entry));
    seen.add(keyOf(entry));
    if (entry.familyId === winnerId) continue;
    const guardianId = entry.guardianId === null ? null : (became.get(entry.guardianId) ?? entry.guardianId);
    if (duplicate) change.remove(entity, entry);
    else {
      const patch = { familyId: winnerId, guardianId, isPrimary: entry.isPrimary && !hasPrimary };
      change.update(entity, entry, patch as never);
    }
  }
}

function moveStudents(change: Change, group: MergeGroup, merged: ReadonlyMap<string, string>): void {
  for (const student of group.students) {
    const keepId = merged.get(student.id);
    if (keepId !== undefined) {
      change.remove("students", student);
      addRedirect(change, student.id, keepId);
    } else change.update("students", student, { familyId: group.winner.id });
  }
  for (const enrollment of group.enrollments) {
    const keepId = merged.get(enrollment.studentId);
    if (keepId !== undefined) change.update("enrollments", enrollment, { studentId: keepId });
  }
}

function moveRest(change: Change, group: MergeGroup, merged: ReadonlyMap<string, string>): void {
  for (const entity of ["emergencyContacts", "pickups", "notes"] as const) {
    for (const record of group[entity]) {
      const studentId = record.studentId === null ? null : (merged.get(record.studentId) ?? record.studentId);
      change.update(entity, record as Current, { familyId: group.winner.id, studentId });
    }
  }
  const isSuspended = group.familySuspensions.some(
    (row) => row.familyId === group.winner.id && row.liftedAt === null,
  );
  let suspended = isSuspended;
  for (const suspension of inOrder(group, group.familySuspensions)) {
    if (suspension.familyId === group.winner.id) continue;
    // At most one suspension is open; a second one says nothing that the first does not.
    if (suspension.liftedAt === null && suspended) change.remove("familySuspensions", suspension);
    else change.update("familySuspensions", suspension, { familyId: group.winner.id });
    suspended ||= suspension.liftedAt === null;
  }
  const keywords = new Set<string>();
  for (const link of inOrder(group, group.keywordLinks)) {
    const owner =
      link.entityId === link.familyId ? group.winner.id : (merged.get(link.entityId) ?? link.entityId);
    const duplicate = keywords.has(`${link.keywordId} ${owner}`);
    keywords.add(`${link.keywordId} ${owner}`);
    if (duplicate) change.remove("keywordLinks", link);
    else change.update("keywordLinks", link, { entityId: owner, familyId: group.winner.id });
  }
}

const FACTS = [
  "addressLine1",
  "addressLine2",
  "city",
  "region",
  "postalCode",
  "country",
  "homeLocationId",
  "referralSourceId",
  "flagText",
  "specialDiscount",
  "preferredLocale",
] as const;

/** The winner's own facts stand; what it leaves blank comes from the first of the others that has it. */
function filledBlanks(group: MergeGroup): Partial<Row<"families">> {
  const filled: Record<string, unknown> = {};
  for (const fact of FACTS) {
    if (group.winner[fact] === null)
      filled[fact] = group.losers.find((loser) => loser[fact] !== null)?.[fact] ?? null;
  }
  const customValues = Object.assign({}, ...group.losers.toReversed().map((loser) => loser.customValues));
  return { ...filled, customValues: { ...customValues, ...group.winner.customValues } };
}

function inOrder<R extends { readonly familyId: string | null }>(group: MergeGroup, rows: readonly R[]): R[] {
  return [group.winner, ...group.losers].flatMap((family) =>
    rows.filter((row) => row.familyId === family.id),
  );
}

/** The old id leads to the new one for as long as this change is not undone; merged twice, it leads on. */
function addRedirect(change: Change, fromId: string, toId: string): void {
  change.also(sql`insert into id_redirects (from_id, to_id, change_id) values (${fromId}, ${toId}, ${change.id})
    on conflict (from_id) do update set to_id = excluded.to_id, change_id = excluded.change_id`);
}
