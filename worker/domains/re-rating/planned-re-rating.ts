import type { Context } from "../../kernel/context.ts";
import { may } from "../../kernel/context.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import type { ReRated } from "./plan-re-rating.ts";
import { type FamilyReRating, readReRatings } from "./read-re-rating.ts";

/**
 * What an act on enrollments that is not committed yet changes of bills that were written: only what differs because of
 * it, and only what the actor may book. Without the right to charge that is nothing.
 */
export async function readPlannedReRatings(
  ctx: Context,
  familyIds: readonly string[],
  planned: PlannedEnrollments,
): Promise<FamilyReRating[]> {
  if (!may(ctx, "charges", "full")) return [];
  const [before, after] = await Promise.all([
    readReRatings(ctx, familyIds),
    readReRatings(ctx, familyIds, planned),
  ]);
  const known = new Map(before.map((family) => [family.familyId, family.lines]));
  return after
    .map((family) => {
      const stood = known.get(family.familyId) ?? [];
      return {
        ...family,
        lines: family.lines.filter((line) => mayBook(ctx, line) && !stood.some((one) => isSame(one, line))),
      };
    })
    .filter(({ lines }) => lines.length > 0);
}

function mayBook(ctx: Context, line: ReRated): boolean {
  return may(ctx, line.nowMinor > line.billedMinor ? "charges" : "credits", "full", line.locationId);
}

function isSame(a: ReRated, b: ReRated): boolean {
  return (
    a.enrollmentId === b.enrollmentId &&
    a.month === b.month &&
    a.billedMinor === b.billedMinor &&
    a.nowMinor === b.nowMinor
  );
}
