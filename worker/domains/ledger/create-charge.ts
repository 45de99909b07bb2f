import { Change, livingRow } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { addCharges } from "./add-charges.ts";
import { commitMoney } from "./commit-money.ts";
import type { ChargeAnswer, ChargePreview } from "./outcomes.ts";
import { planCharge } from "./plan-charge.ts";
import { moneyText } from "./references.ts";
import type { CreateChargeInput } from "./schemas.ts";

/** What a charge would come to; nothing is written. @throws NotFound, Precondition */
export async function previewCharge(ctx: Context, input: CreateChargeInput): Promise<ChargePreview> {
  const { charge } = await planCharge(ctx, input);
  const lines = charge.lines.map(({ netMinor = 0, taxMinor = 0 }) => ({
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  return { title: charge.title, dueOn: charge.dueOn, lines, totalMinor };
}

/** Charges a family by hand, in one or several lines. @throws NotFound, Precondition, Conflict `period_locked` */
export async function createCharge(ctx: Context, input: CreateChargeInput): Promise<ChargeAnswer> {
  const { charge, familyName } = await planCharge(ctx, input);
  const totalMinor = charge.lines.reduce((sum, line) => sum + (line.netMinor ?? 0) + (line.taxMinor ?? 0), 0);
  const change = new Change(ctx, {
    action: "charges.create",
    summary: `Charged the family ${familyName} ${moneyText(ctx, totalMinor)}: ${charge.title}`,
    right: "charges",
  });
  change.guard("row_living", livingRow("families", charge.familyId));
  const { id } = addCharges(ctx, change, [charge])[0]!;
  const answer = { id, totalMinor, reversal: { act: "void_charges", ids: [id] } } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}
