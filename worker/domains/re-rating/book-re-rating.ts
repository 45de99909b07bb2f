import { lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { addCharges, type NewCharge, type NewLine } from "../ledger/add-charges.ts";
import { addPayment } from "../ledger/add-payment.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { allocationPostings, type OpenLineFacts, payInOrder } from "../ledger/plan-allocations.ts";
import { post } from "../ledger/postings.ts";
import { moneyText } from "../ledger/references.ts";
import { keepTariff, tariffNamed } from "../tuition/tariff.ts";
import { adjustmentKey, type ReRated } from "./plan-re-rating.ts";
import type { FamilyReRating } from "./read-re-rating.ts";
import type { AdjustInput } from "./schemas.ts";

export interface Booked extends BookedSums {
  readonly chargeIds: readonly string[];
  readonly creditIds: readonly string[];
}

/**
 * Adds to a change what is charged and credited for lines that staff left ticked. A credit pays what is open of its own
 * bill first; the rest lies on the family's account. @throws Forbidden
 */
export async function bookReRating(
  ctx: Context,
  change: Change,
  family: FamilyReRating,
  chosen: readonly ReRated[],
): Promise<Booked> {
  for (const line of chosen) {
    requireRight(ctx, line.nowMinor > line.billedMinor ? "charges" : "credits", "full", line.locationId);
  }
  const more = chosen.filter((line) => line.nowMinor > line.billedMinor);
  const less = chosen.filter((line) => line.nowMinor < line.billedMinor);
  const chargeIds = await addMore(ctx, change, more, family);
  const creditIds = less.length === 0 ? [] : await addLess(ctx, change, family.familyId, less);
  return { chargeIds, creditIds, ...bookedSums(chosen) };
}

export interface BookedSums {
  readonly chargeMinor: number;
  readonly creditMinor: number;
}

export function bookedSums(lines: readonly ReRated[]): BookedSums {
  const differences = lines.map((line) => line.nowMinor - line.billedMinor);
  return {
    chargeMinor: sum(differences.filter((difference) => difference > 0)),
    creditMinor: sum(differences.filter((difference) => difference < 0).map((difference) => -difference)),
  };
}

/** The lines asked for, if each is still what was shown. */
export function chosenLines(lines: readonly ReRated[], { lines: asked }: AdjustInput): ReRated[] | null {
  const chosen: ReRated[] = [];
  for (const { enrollmentId, month, differenceMinor } of asked) {
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
  lines: readonly ReRated[],
  { familyId, months }: FamilyReRating,
): Promise<string[]> {
  const groups = [...Map.groupBy(lines, (line) => `${line.month} ${line.locationId}`).values()];
  const charges: NewCharge[] = [];
  for (const group of groups) {
    const [first] = group as [ReRated, ...ReRated[]];
    const { rules, facts } = months.find((one) => one.month === first.month)!;
    const tariff = await tariffNamed(rules);
    change.ahead(keepTariff(tariff, ctx.nowMs));
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

/** What was booked, for a summary: “charged $30.00, credited $45.00”. */
export function bookedWords(ctx: Context, { chargeMinor, creditMinor }: BookedSums): string {
  const words = [
    chargeMinor > 0 ? `charged ${moneyText(ctx, chargeMinor)}` : null,
    creditMinor > 0 ? `credited ${moneyText(ctx, creditMinor)}` : null,
  ];
  return words.filter(Boolean).join(", ");
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
