import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { requireDiscountRight } from "../students/discount-right.ts";
import { familyNames, guardianRows, studentRow, withOnePrimary } from "./family-rows.ts";
import { duplicateQuery, groupDuplicates, probeOf } from "./find-duplicates.ts";
import { guardianReferences, missingReferences, referencesLive, refuseMissing } from "./references.ts";
import type { CreateFamilyInput } from "./schemas.ts";

/**
 * Creates a family with its guardians and students, in one change.
 * @throws Conflict `possible_duplicates` with the families found, unless the person has seen them
 */
export async function createFamily(
  ctx: Context,
  input: CreateFamilyInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "families", "full");
  for (const student of input.students) requireDiscountRight(ctx, student.specialDiscount);
  const references: Record<string, string | null> = {
    homeLocationId: input.homeLocationId,
    referralSourceId: input.referralSourceId,
    ...Object.assign(
      {},
      ...input.guardians.map((guardian, i) => guardianReferences(`guardians.${i}.`, guardian)),
    ),
  };
  const found = await read(ctx, {
    matches: duplicateQuery(probeOf(input), ctx.account.phoneRegion),
    missing: missingReferences(Object.values(references)),
  });
  refuseMissing(found.missing, references);
  const duplicates = groupDuplicates(found.matches);
  if (duplicates.length > 0 && !input.duplicatesSeen) {
    throw new Conflict(
      "possible_duplicates",
      "There may already be a family like this. Open it, or save this one as a new family.",
      { duplicates },
    );
  }
  const id = newId("family", ctx.nowMs);
  const change = new Change(ctx, {
    action: "families.create",
    summary: `Created the family ${input.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  addFamily(ctx, change, id, input);
  change.guard("row_living", referencesLive(Object.values(references)));
  return { id, change: await commit(ctx, change, { id }) };
}

/** Adds the rows of a whole family to a change; `review` is why somebody of the school should look at it. Answers its guardians. */
export function addFamily(
  ctx: Context,
  change: Change,
  id: string,
  input: CreateFamilyInput,
  review: string | null = null,
): readonly { readonly id: string }[] {
  const { guardians, students, duplicatesSeen: _seen, name, ...facts } = input;
  const needsReview = review !== null;
  change.insert("families", { id, ...facts, ...familyNames(name), needsReview, reviewReason: review });
  const people = withOnePrimary(guardians).map((guardian, i) =>
    guardianRows(id, guardian, i, ctx.account.phoneRegion, ctx.nowMs),
  );
  for (const person of people) change.insert("guardians", person.guardian);
  for (const email of withOnePrimary(people.flatMap((person) => person.emails as PrimaryRow<"emails">[]))) {
    change.insert("emails", email);
  }
  for (const phone of withOnePrimary(people.flatMap((person) => person.phones as PrimaryRow<"phones">[]))) {
    change.insert("phones", phone);
  }
  for (const student of students) change.insert("students", studentRow(id, student, ctx.nowMs));
  return people.map(({ guardian }) => guardian);
}

type PrimaryRow<E extends "emails" | "phones"> = ReturnType<typeof guardianRows>[E][number] & {
  isPrimary: boolean;
};
