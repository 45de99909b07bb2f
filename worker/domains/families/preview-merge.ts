import { type Context, requireRight } from "../../kernel/context.ts";
import { emailKey, type MergeGroup, pairStudents, phoneKey, readMergeGroup } from "./merge-group.ts";
import type { MergeInput } from "./schemas.ts";
import type { MergePreview } from "./shapes.ts";

/** What a merge would do, before it is approved. */
export async function previewMerge(ctx: Context, input: MergeInput): Promise<MergePreview> {
  requireRight(ctx, "merge_families", "full");
  const group = await readMergeGroup(ctx, [...new Set(input.familyIds)]);
  const brief = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });
  const moving = <R extends { readonly familyId: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.familyId !== group.winner.id).length;
  return {
    winner: brief(group.winner),
    losers: group.losers.map(brief),
    counts: {
      guardians: moving(group.guardians),
      students: moving(group.students),
      notes: moving(group.notes),
      contacts: moving(group.emergencyContacts) + moving(group.pickups),
    },
    sharedContacts: sharedContacts(group),
    suggestedStudentPairs: pairStudents(group).map(({ keep, merge }) => ({
      keepId: keep.id,
      mergeId: merge.id,
      name: `${merge.firstName} ${merge.lastName}`,
      birthDate: merge.birthDate,
    })),
  };
}

function sharedContacts(group: MergeGroup): string[] {
  const seen = new Set<string>();
  const shared = new Set<string>();
  const entries = [
    ...group.emails.map((email) => [emailKey(email), email.address] as const),
    ...group.phones.map((phone) => [phoneKey(phone), phone.number] as const),
  ];
  for (const [key, shown] of entries) {
    if (seen.has(key)) shared.add(shown);
    seen.add(key);
  }
  return [...shared];
}
