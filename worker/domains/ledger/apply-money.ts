import type { Context } from "../../kernel/context.ts";
import { Conflict, type FieldProblem, Precondition } from "../../kernel/errors.ts";
import { type OpenLineFacts, type Part, payInOrder, sumOf } from "./plan-allocations.ts";
import { moneyText } from "./references.ts";
import type { AllocationTarget, ApplyTo } from "./schemas.ts";

interface Money {
  readonly id: string;
  readonly grownOn: string;
  readonly unappliedMinor: number;
}

/** What new money pays: nothing yet, chosen lines, or what is due longest. @throws Conflict, Precondition */
export function partsFor(
  ctx: Context,
  applyTo: ApplyTo,
  money: Money,
  open: readonly OpenLineFacts[],
): Part[] {
  switch (applyTo.kind) {
    case "account":
      return [];
    case "oldest":
      return payInOrder(open, [money]);
    case "lines":
      return chosenParts(ctx, applyTo.lines, money, open, "applyTo.lines");
  }
}

/**
 * Chosen amounts of chosen lines, which must be open and not add up to more than the money.
 * @throws Conflict `line_not_open`, Precondition `more_than_open` | `more_than_money`
 */
export function chosenParts(
  ctx: Context,
  targets: readonly AllocationTarget[],
  money: Money,
  open: readonly OpenLineFacts[],
  path: string,
): Part[] {
  const byId = new Map(open.map((line) => [line.id, line]));
  const problems: FieldProblem[] = [];
  const parts = targets.map(({ lineId, amountMinor }, i) => {
    const line = byId.get(lineId);
    if (!line) throw lineNotOpen();
    if (amountMinor > line.openMinor) {
      const message = `Only ${moneyText(ctx, line.openMinor)} of “${line.description}” is still to be paid.`;
      problems.push({ path: `${path}.${i}.amountMinor`, message });
    }
    return { line, payment: money, amountMinor };
  });
  if (problems[0]) throw new Precondition("more_than_open", problems[0].message, problems);
  if (sumOf(parts) > money.unappliedMinor) {
    const message = `Only ${moneyText(ctx, money.unappliedMinor)} is there to be applied.`;
    throw new Precondition("more_than_money", message, [{ path, message }]);
  }
  return parts;
}

export function lineNotOpen(): Conflict {
  return new Conflict(
    "line_not_open",
    "One of these charges was paid or voided meanwhile. Nothing was booked. Look at the ledger again and decide anew.",
  );
}
