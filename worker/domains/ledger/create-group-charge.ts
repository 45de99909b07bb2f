import { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { addCharges } from "./add-charges.ts";
import { commitMoney } from "./commit-money.ts";
import type { GroupChargeOutcome, GroupChargePreview } from "./outcomes.ts";
import { planGroupCharge } from "./plan-group-charge.ts";
import { allLiving, moneyText } from "./references.ts";
import type { CreateGroupChargeInput, GroupChargeInput } from "./schemas.ts";

/** Whom a group charge would charge, and how much; nothing is written. @throws Precondition */
export async function previewGroupCharge(ctx: Context, input: GroupChargeInput): Promise<GroupChargePreview> {
  return (await planGroupCharge(ctx, input)).preview;
}

/** Charges many at once, exactly as the preview said, in one batch. @throws Precondition, Conflict `period_locked` */
export async function createGroupCharge(
  ctx: Context,
  { expected, ...input }: CreateGroupChargeInput,
): Promise<GroupChargeOutcome> {
  const { charges, preview } = await planGroupCharge(ctx, input);
  if (preview.charges !== expected.charges || preview.totalMinor !== expected.totalMinor) {
    const message =
      "Families, students or taxes changed since the preview. Nothing was charged; look at it again.";
    return { outcome: "changed_since_preview", message, preview };
  }
  const { totalMinor } = preview;
  const whom = charges.length === 1 ? "one family" : `${charges.length} families`;
  const change = new Change(ctx, {
    action: "charges.group",
    summary: `Charged ${whom} ${moneyText(ctx, totalMinor)} in all: ${preview.title}`,
    right: "charges",
  });
  const familyIds = JSON.stringify(charges.map((charge) => charge.familyId));
  change.guard("row_living", allLiving(familyIds));
  const ids = addCharges(ctx, change, charges).map((charge) => charge.id);
  const answer = { outcome: "charged", ids, totalMinor, reversal: { act: "void_charges", ids } } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}
