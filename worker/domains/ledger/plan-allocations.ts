import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Applied } from "./outcomes.ts";
import { allocationPosting, deallocationPosting, type PostedLine } from "./plan-postings.ts";
import type { Posting } from "./postings.ts";

// Which money pays which line, and what of it comes off again. Pure.

type LineFacts = Omit<PostedLine, "netMinor" | "taxMinor"> & {
  readonly description: string;
  readonly chargeNumber: number;
};

/** A line of which something is to be paid; nothing is taken off before the day it grew. */
export interface OpenLineFacts extends LineFacts {
  readonly dueOn: IsoDate;
  readonly grownOn: IsoDate;
  readonly openMinor: number;
}

export interface UnappliedMoney {
  readonly id: string;
  readonly locationId: string;
  readonly familyId: string;
  readonly number: number;
  readonly title: string;
  readonly version: number;
  readonly grownOn: IsoDate;
  readonly unappliedMinor: number;
}

/** A part of a payment that pays a line now; `lastOn`: the last day by effect on which it changed. */
export interface PaidPart extends LineFacts {
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly lastOn: IsoDate;
  readonly lastSeq: number;
}

/** A part of some money that is to pay a line. */
export interface Part {
  readonly line: OpenLineFacts;
  readonly payment: { readonly id: string; readonly grownOn: IsoDate };
  readonly amountMinor: number;
}

/** Pays lines in their order from money in its order, until one of them is used up. */
export function payInOrder(
  lines: readonly OpenLineFacts[],
  money: readonly Pick<UnappliedMoney, "id" | "grownOn" | "unappliedMinor">[],
): Part[] {
  const parts: Part[] = [];
  const left = money.map((one) => one.unappliedMinor);
  let next = 0;
  for (const line of lines) {
    let open = line.openMinor;
    while (open > 0 && next < money.length) {
      const amountMinor = Math.min(open, left[next]!);
      if (amountMinor > 0) parts.push({ line, payment: money[next]!, amountMinor });
      open -= amountMinor;
      left[next]! -= amountMinor;
      if (left[next] === 0) next += 1;
    }
  }
  return parts;
}

/** Takes an amount off what a payment pays, the newest allocation first. */
export function takeNewestFirst(paid: readonly PaidPart[], amountMinor: number): PaidPart[] {
  const taken: PaidPart[] = [];
  let left = amountMinor;
  for (const part of [...paid].sort((a, b) => b.lastSeq - a.lastSeq)) {
    if (left === 0) break;
    const off = Math.min(left, part.amountMinor);
    taken.push({ ...part, amountMinor: off });
    left -= off;
  }
  return taken;
}

/** Counts from the day given, or from when both the line and the money were there. */
export function allocationPostings(parts: readonly Part[], on: IsoDate): Posting[] {
  return parts.map(({ line, payment, amountMinor }) =>
    allocationPosting(line, {
      paymentId: payment.id,
      amountMinor,
      effectiveOn: latest(on, line.grownOn, payment.grownOn),
    }),
  );
}

/** Counts from the day given, or from when the part was applied, so that it is on no day taken off before. */
export function deallocationPostings(
  parts: readonly PaidPart[],
  { on, reason }: { readonly on: IsoDate; readonly reason: string | null },
): Posting[] {
  return parts.map((part) => {
    const { paymentId, amountMinor } = part;
    return deallocationPosting(part, {
      paymentId,
      amountMinor,
      effectiveOn: latest(on, part.lastOn),
      reason,
    });
  });
}

export function appliedOf(parts: readonly Part[]): Applied[] {
  return parts.map(({ line, amountMinor }) => ({ lineId: line.id, amountMinor }));
}

export function releasedOf(parts: readonly PaidPart[]): Applied[] {
  return parts.map(({ id, amountMinor }) => ({ lineId: id, amountMinor }));
}

export function sumOf(parts: readonly { readonly amountMinor: number }[]): number {
  return parts.reduce((sum, part) => sum + part.amountMinor, 0);
}

export function latest(...days: readonly IsoDate[]): IsoDate {
  return days.toSorted().at(-1)!;
}
