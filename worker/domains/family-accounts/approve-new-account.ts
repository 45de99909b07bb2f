import { type Context, requireRight } from "../../kernel/context.ts";
import { mergeFamilies } from "../families/merge-families.ts";
import { previewMerge } from "../families/preview-merge.ts";
import {
  type Approval,
  approving,
  nothingInTheWay,
  previewing,
  type RequestItem,
  refusedFor,
} from "../online-activity/approval.ts";
import { newAccountFacts } from "./schemas.ts";

/** Somebody who created an account asks to be joined with the family that the school knows: both become one. */
export const newAccountApproval: Approval = {
  preview: (ctx, item) =>
    previewing(async () => {
      requireRight(ctx, "merge_families", "full");
      const familyIds = familiesOf(item);
      if (!familyIds) return { ...nothingInTheWay, effects: [], problems: [nobodyLeft] };
      const { winner, losers } = await previewMerge(ctx, { familyIds, studentPairs: [] });
      const effects = [
        `Merges the new family ${losers[0]!.name} into the family ${winner.name}`,
        `Whoever created the account manages the family ${winner.name} in the portal from then on`,
      ];
      return { ...nothingInTheWay, effects };
    }),
  approve: (ctx, item) => approving(() => approveNewAccount(ctx, item)),
};

/** Merges the new family into the one that it most likely is. */
export async function approveNewAccount(ctx: Context, item: RequestItem) {
  const familyIds = familiesOf(item);
  if (!familyIds) return refusedFor([nobodyLeft]);
  const { suggestedStudentPairs } = await previewMerge(ctx, { familyIds, studentPairs: [] });
  const studentPairs = suggestedStudentPairs.map(({ keepId, mergeId }) => ({ keepId, mergeId }));
  const { change } = await mergeFamilies(ctx, { familyIds, studentPairs });
  return { outcome: "approved", change } as const;
}

const nobodyLeft =
  "No family of the school fits any more. Look for it on the Families page and merge it there.";

function familiesOf(item: RequestItem): [string, string] | null {
  const [likely] = newAccountFacts.parse(item.facts).suspects;
  return likely ? [likely.id, item.familyId] : null;
}
