import { type Context, requireRight } from "../../kernel/context.ts";
import { proposalsOf } from "../re-rating/get-proposals.ts";
import { isOverridable } from "./obstacles.ts";
import { planTransfer } from "./plan-transfer.ts";
import type { TransferPreviewInput } from "./schemas.ts";
import { transferMoney } from "./transfer-money.ts";
import type { TransferPreview } from "./transfer-shapes.ts";

/** What a transfer would come to, and what it changes of bills; nothing is written. */
export async function previewTransfer(ctx: Context, input: TransferPreviewInput): Promise<TransferPreview> {
  requireRight(ctx, "enrollments", "full");
  const { plan, moves } = await planTransfer(ctx, input);
  const places = Math.max(0, plan.openings);
  const inTheWay = [...plan.obstacles, ...moves.flatMap((move) => move.obstacles)];
  const codes = inTheWay.map((one) => one.code).filter(isOverridable);
  const lacking = moves.length > places ? (["capacity"] as const) : [];
  const money = await transferMoney(ctx, plan, moves);
  return {
    className: plan.target.name,
    startsOn: plan.startsOn,
    slots: plan.slots,
    openings: Number.isFinite(places) ? places : plan.target.capacity,
    queueLength: plan.queueLength,
    obstacles: plan.obstacles,
    enrollments: moves.map(({ row, lastDayOn, endsOn, gapDays, obstacles }) => ({
      id: row.id,
      studentName: row.studentName,
      fromClassName: row.className,
      lastDayOn,
      endsOn,
      gapDays,
      obstacles,
    })),
    overrides: [...new Set([...lacking, ...codes])],
    mayOverride: plan.mayOverride,
    money: money.map((family) => proposalsOf(ctx, family)),
  };
}
