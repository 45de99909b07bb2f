import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { addCharges } from "./add-charges.ts";
import { commitMoney } from "./commit-money.ts";
import { GROUP_CHARGE, type GroupChargeTask } from "./group-charge-step.ts";
import type { GroupChargeOutcome, GroupChargePreview } from "./outcomes.ts";
import { type GroupChargePlan, planGroupCharge } from "./plan-group-charge.ts";
import { allLiving, moneyText } from "./references.ts";
import type { CreateGroupChargeInput, GroupChargeInput } from "./schemas.ts";

/** Whom a group charge would charge, and how much; nothing is written. @throws Precondition */
export async function previewGroupCharge(ctx: Context, input: GroupChargeInput): Promise<GroupChargePreview> {
  return (await planGroupCharge(ctx, input)).preview;
}

/** More families take longer than a second. */
const AT_ONCE = 200;

/**
 * Charges many, exactly as the preview said: in one batch, or in the background when they are many more.
 * @throws Precondition, Conflict `period_locked`
 */
export async function createGroupCharge(
  ctx: Context,
  { expected, ...input }: CreateGroupChargeInput,
): Promise<GroupChargeOutcome> {
  const plan = await planGroupCharge(ctx, input);
  const { charges, preview } = plan;
  if (preview.charges !== expected.charges || preview.totalMinor !== expected.totalMinor) {
    const message =
      "Families, students or taxes changed since the preview. Nothing was charged; look at it again.";
    return { outcome: "changed_since_preview", message, preview };
  }
  if (charges.length > AT_ONCE) return begin(ctx, input, plan);
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

async function begin(
  ctx: Context,
  { audience, ...what }: GroupChargeInput,
  { members, eachMinor, preview }: GroupChargePlan,
): Promise<GroupChargeOutcome> {
  const change = new Change(ctx, {
    action: "charges.group_begin",
    summary: `Began to charge ${members.length} families ${moneyText(ctx, preview.totalMinor)} in all: ${preview.title}`,
    right: "charges",
  });
  const input: GroupChargeTask = { input: { ...what, kind: audience.kind }, members, eachMinor };
  const title = `Charge: ${preview.title}`;
  const taskId = startTask(ctx, change, { kind: GROUP_CHARGE, title, input, total: members.length });
  const answer = { outcome: "started", taskId } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}
