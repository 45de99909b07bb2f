import { countOf } from "./checks.ts";
import type { SlotCounts } from "./facts.ts";
import { PriceError } from "./price-error.ts";
import type { BilledLength } from "./priced.ts";

/** The first `billable` meetings that are not blacked out, by their length. */
export function billedLengths(slot: SlotCounts, billable: number): BilledLength[] {
  const { minutes, lengths } = slot;
  if (!lengths) return [{ meetings: billable, minutes, startsOn: null }];
  let left = billable;
  return lengths.map((one) => {
    const meetings = Math.min(left, one.enrolled - one.enrolledBlackedOut);
    left -= meetings;
    return { meetings, minutes: one.minutes, startsOn: one.startsOn };
  });
}

/** Of what a full price is for; meetings that the class does not have are as long as the others on average. */
export function wholeMinutes({ minutes, lengths }: SlotCounts, whole: number): number {
  let left = whole;
  let sum = 0;
  for (const one of lengths ?? []) {
    const meetings = Math.min(left, one.meetings);
    left -= meetings;
    sum += meetings * one.minutes;
  }
  return sum + left * minutes;
}

export function minutesOf(billed: readonly BilledLength[]): number {
  return billed.reduce((sum, { meetings, minutes }) => sum + meetings * minutes, 0);
}

/** @throws PriceError where the lengths are not those of the slot's meetings */
export function checkLengths(slot: SlotCounts, field: string): void {
  if (!slot.lengths) return;
  for (const key of ["meetings", "enrolled", "enrolledBlackedOut"] as const) {
    const sum = slot.lengths.reduce(
      (total, one, i) => total + countOf(one[key], `${field}.lengths.${i}.${key}`),
      0,
    );
    if (sum !== slot[key]) throw new PriceError(`${field}.lengths`, `must come to ${key}`);
  }
  slot.lengths.forEach((one, i) => {
    countOf(one.minutes, `${field}.lengths.${i}.minutes`);
  });
}
