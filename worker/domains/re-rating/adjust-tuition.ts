import { lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { Change, livingRow } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { addCharges, type NewCharge, type NewLine } from "../ledger/add-charges.ts";
import { addPayment } from "../ledger/add-payment.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { allocationPostings, type OpenLineFacts, payInOrder } from "../ledger/plan-allocations.ts";
import { post } from "../ledger/postings.ts";
import { moneyText } from "../ledger/references.ts";
import { keepTariff, tariffNamed } from "../tuition/tariff.ts";
import { proposalsOf } from "./get-proposals.ts";
import { adjustmentKey, type ReRated } from "./plan-re-rating.ts";
import { type FamilyReRating, readReRating } from "./read-re-rating.ts";
import type { AdjustInput } from "./schemas.ts";
import type { AdjustOutcome } from "./shapes.ts";

/**
 * Charges or credits the difference between what tuition was billed and what it comes to now: exactly the lines that were
 * shown, or nothing. A credit pays what is open of its own bill first; the rest lies on the family's account.
 * @throws Forbidden, NotFound, Conflict
 */
export async function adjustTuition(
  ctx: Context,
  familyId: string,
  input: AdjustInput,
): Promise<AdjustOutcome> {
  requireRight(ctx, "charges", "full");
  const found = await readReRating(ctx, familyId);
  const chosen = chosenLines(found.lines, input);
  if (chosen === null) {
    const message = "What the tuition comes to has changed meanwhile. Look at it again before you book it.";
    return { outcome: "changed_meanwhile", message, proposals: proposalsOf(ctx, familyId, found) };
  }
  for (const line of chosen) {
    requireRight(ctx, line.nowMinor > line.billedMinor ? "charges" : "credits", "full", line.locationId);
  }
  const more = chosen.filter((line) => line.nowMinor > line.billedMinor);
  const less = chosen.filter((line) => line.nowMinor < line.billedMinor);
  const chargeMinor = sum(more.map((line) => line.nowMinor - line.billedMinor));
  const creditMinor = sum(less.map((line) => line.billedMinor - line.nowMinor));
  const change = new Change(ctx, {
    action: "charges.adjust_tuition",
    summary: `Adjusted the tuition of the family ${found.familyName}: ${wordsOf(ctx, chargeMinor, creditMinor)}`,
    right: "charges",
  });
  change.guard("row_living", livingRow("families", familyId));
  const chargeIds = await addMore(ctx, change, familyId, more, found);
  const creditIds = less.length === 0 ? [] : await addLess(ctx, change, familyId, less);
  const outcome = { outcome: "adjusted", chargeIds, creditIds, chargeMinor, creditMinor } as const;
  return { ...outcome, change: await commitMoney(ctx, change, outcome) };
}

/** The lines asked for, if each is still what was shown. */
function chosenLines(lines: readonly ReRated[], input: AdjustInput): ReRated[] | null {
  const chosen: ReRated[] = [];
  for (const { enrollmentId, month, differenceMinor } of input.lines) {
    const line = lines.find((one) => one.enrollmentId === enrollmentId && one.month === month);
    if (!line || line.nowMinor - line.billedMinor !== differenceMinor || chosen.includes(line)) return null;
    chosen.push(line);
  }
  return chosen;
}

/** One charge for each month and location, which keeps the tariff and the facts of its prices. */
async function addMore(
  ctx: Context,
  change: Change,
  familyId: string,
  lines: readonly ReRated[],
  { months }: FamilyReRating,
): Promise<string[]> {
  const groups = [...Map.groupBy(lines, (line) => `${line.month} ${line.locationId}`).values()];
  const charges: NewCharge[] = [];
  for (const group of groups) {
    const [first] = group as [ReRated, ...ReRated[]];
    const { rules, facts } = months.find((one) => one.month === first.month)!;
    const tariff = await tariffNamed(rules);
    change.also(keepTariff(tariff, ctx.nowMs));
    charges.push({
      familyId,
      locationId: first.locationId,
      title: first.description,
      chargeOn: today(ctx),
      dueOn: today(ctx),
      source: "enrollment",
      rulesId: tariff.id,
      facts,
      lines: group.map(lineOf),
    });
  }
  return addCharges(ctx, change, charges).map(({ id }) => id);
}

function lineOf(line: ReRated): NewLine {
  const { enrollmentId, month, description, priced, facts, adjustments } = line;
  const differenceMinor = line.nowMinor - line.billedMinor;
  const isFirst = line.lineIds.length === 0 && line.billedMinor === 0;
  // The whole price when nothing was billed; else what is missing, its tax in the same part as in the price.
  const taxMinor = isFirst
    ? priced!.taxMinor
    : Math.round((differenceMinor * priced!.taxMinor) / Math.max(1, priced!.totalMinor));
  const amounts = isFirst
    ? { baseMinor: priced!.baseMinor, discountMinor: priced!.discountMinor, netMinor: priced!.netMinor }
    : { baseMinor: differenceMinor - taxMinor, netMinor: differenceMinor - taxMinor };
  return {
    kind: "tuition",
    description: isFirst ? description : `${description}, adjusted`,
    studentId: facts!.studentId,
    enrollmentId,
    classId: facts!.classId,
    programId: facts!.programId,
    categoryId: line.categoryId,
    periodFrom: month,
    periodTo: lastDayOfMonth(month),
    ...amounts,
    taxMinor,
    trace: [...priced!.trace],
    billingKey: isFirst
      ? `tuition:${enrollmentId}:${month}`
      : `${adjustmentKey(enrollmentId, month)}${adjustments}`,
  };
}

async function addLess(
  ctx: Context,
  change: Change,
  familyId: string,
  lines: readonly ReRated[],
): Promise<string[]> {
  const { open } = await read(ctx, { open: openLines(oneFamily(familyId)) });
  const left = new Map(open.map((line) => [line.id, line.openMinor]));
  return lines.map((line) => {
    const amountMinor = line.billedMinor - line.nowMinor;
    const { id } = addPayment(ctx, change, {
      familyId,
      locationId: line.locationId,
      kind: "credit",
      method: "other",
      title: `${line.description}, adjusted`,
      amountMinor,
      receivedOn: today(ctx),
      settledOn: today(ctx),
      status: "settled",
      billingKey: `${adjustmentKey(line.enrollmentId, line.month)}${line.adjustments}`,
    });
    const own = open
      .filter((one) => line.lineIds.includes(one.id))
      .map((one): OpenLineFacts => ({ ...one, openMinor: left.get(one.id)! }));
    const parts = payInOrder(own, [{ id, grownOn: today(ctx), unappliedMinor: amountMinor }]);
    for (const part of parts) left.set(part.line.id, left.get(part.line.id)! - part.amountMinor);
    post(change, ctx, allocationPostings(parts, today(ctx)));
    return id;
  });
}

function wordsOf(ctx: Context, chargeMinor: number, creditMinor: number): string {
  const words = [
    chargeMinor > 0 ? `charged ${moneyText(ctx, chargeMinor)}` : null,
    creditMinor > 0 ? `credited ${moneyText(ctx, creditMinor)}` : null,
  ];
  return words.filter(Boolean).join(", ");
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
