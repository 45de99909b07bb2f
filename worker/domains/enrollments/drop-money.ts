import type { Context } from "../../kernel/context.ts";
import { proposalsOf } from "../re-rating/get-proposals.ts";
import { readPlannedReRatings } from "../re-rating/planned-re-rating.ts";
import type { Proposals } from "../re-rating/shapes.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import type { EnrollmentInReach } from "./enrollment-rows.ts";

/** An enrollment as a drop would leave it; what had not begun by then will never have been. */
export function endedBy(row: Pick<EnrollmentInReach, "id" | "startsOn">, endsOn: string): PlannedEnrollments {
  return { ended: [{ id: row.id, endsOn: endsOn < row.startsOn ? null : endsOn }], begun: [] };
}

/** What a drop changes of bills that were written; nothing for who may not book it. */
export async function dropMoney(
  ctx: Context,
  row: Pick<EnrollmentInReach, "id" | "startsOn" | "familyId">,
  endsOn: string,
): Promise<Proposals[]> {
  const families = await readPlannedReRatings(ctx, [row.familyId], endedBy(row, endsOn));
  return families.map((family) => proposalsOf(ctx, family));
}
