import type { Change } from "../../kernel/change.ts";
import { alongside, type Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import { type BookedSums, bookedSums, bookReRating } from "./book-re-rating.ts";
import { readPlannedReRatings } from "./planned-re-rating.ts";

/**
 * The same context in which an act on enrollments books, in its batch, all that it changes of bills that were written.
 * It is then for good: an act the other way round proposes the difference back.
 */
export function withMoney<C extends Context>(
  ctx: C,
  familyId: string,
  planned: (change: Change) => PlannedEnrollments,
  expected?: BookedSums,
): C {
  return alongside(ctx, async (change) => {
    const families = await readPlannedReRatings(ctx, [familyId], planned(change));
    refuseOthers(bookedSums(families.flatMap(({ lines }) => lines)), expected);
    for (const family of families) await bookReRating(ctx, change, family, family.lines);
    if (families.length > 0) change.keepForGood();
  });
}

/** @throws Conflict `amounts_changed` when the sums are not those that somebody saw and agreed to */
export function refuseOthers(sums: BookedSums, expected: BookedSums | undefined): void {
  if (expected === undefined) return;
  if (sums.chargeMinor === expected.chargeMinor && sums.creditMinor === expected.creditMinor) return;
  throw new Conflict(
    "amounts_changed",
    "What this changes of the bill is no longer what was shown. Nothing was done. Look at the amounts again.",
  );
}
