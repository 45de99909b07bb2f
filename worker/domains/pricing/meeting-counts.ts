import { countOf } from "./checks.ts";
import type { EnrollmentFacts, SlotCounts } from "./facts.ts";
import { PriceError } from "./price-error.ts";
import type { BilledLength } from "./priced.ts";
import type { BillingCycle, Engine } from "./rules.ts";
import { billedLengths, checkLengths, minutesOf, wholeMinutes } from "./slot-lengths.ts";

/** The meetings of an enrollment, over all its slots, as its billing cycle counts them. */
export interface MeetingCounts {
  /** Of the class in the period, whatever the cycle. */
  readonly meetings: number;
  readonly enrolled: number;
  readonly blackedOut: number;
  readonly enrolledBlackedOut: number;
  readonly cancelled: number;
  /** What a full price is for, and the minutes of it. */
  readonly whole: number;
  readonly wholeMinutes: number;
  /** Of `whole`, those that are not blacked out. */
  readonly wholeLeft: number;
  /** Those while enrolled that count, with blacked-out ones and without. */
  readonly counted: number;
  readonly billable: number;
  readonly billableMinutes: number;
  /** Billable ones beyond four weeks, which cost nothing. */
  readonly fifthWeek: number;
  /** The billable ones by their length; empty where all of a slot are as long. */
  readonly lengths: readonly BilledLength[];
}

type Sums = { -readonly [K in Exclude<keyof MeetingCounts, "lengths">]: number };

export function countMeetings(
  enrollment: EnrollmentFacts,
  cycle: BillingCycle,
  engine: Engine,
): MeetingCounts {
  const sums: Sums = {
    meetings: 0,
    enrolled: 0,
    blackedOut: 0,
    enrolledBlackedOut: 0,
    cancelled: 0,
    whole: 0,
    wholeMinutes: 0,
    wholeLeft: 0,
    counted: 0,
    billable: 0,
    billableMinutes: 0,
    fifthWeek: 0,
  };
  const slots = enrollment.slots.map((slot) => (engine === 1 ? { ...slot, lengths: undefined } : slot));
  const billed = slots.map((slot, i) => {
    checkSlot(slot, `enrollments.${enrollment.enrollmentId}.slots.${i}`);
    return addSlot(sums, slot, cycle);
  });
  const isTold = slots.some(({ lengths }) => lengths !== undefined);
  return { ...sums, lengths: isTold ? billed.flat().filter(({ meetings }) => meetings > 0) : [] };
}

/** Slot by slot, so that in a month of four weeks the fifth Monday is free and does not stand in for a Wednesday. */
function addSlot(sums: Sums, slot: SlotCounts, cycle: BillingCycle): BilledLength[] {
  const most = cycle === "four_weeks" ? 4 * slot.perWeek : Number.MAX_SAFE_INTEGER;
  const inPeriod = cycle === "month_session" ? slot.meetings : Math.max(slot.monthMeetings, slot.meetings);
  const whole = cycle === "four_weeks" ? most : inPeriod;
  const notBlackedOut = slot.enrolled - slot.enrolledBlackedOut;
  const billable = Math.min(notBlackedOut, most);
  const billed = billedLengths(slot, billable);
  sums.meetings += slot.meetings;
  sums.enrolled += slot.enrolled;
  sums.blackedOut += slot.blackedOut;
  sums.enrolledBlackedOut += slot.enrolledBlackedOut;
  sums.cancelled += slot.cancelled;
  sums.whole += whole;
  sums.wholeMinutes += wholeMinutes(slot, whole);
  sums.wholeLeft += Math.min(whole, inPeriod - slot.blackedOut);
  sums.counted += Math.min(slot.enrolled, most);
  sums.billable += billable;
  sums.billableMinutes += minutesOf(billed);
  sums.fifthWeek += notBlackedOut - billable;
  return billed;
}

type Counted = Omit<SlotCounts, "lengths">;

function checkSlot(slot: SlotCounts, field: string): void {
  countOf(slot.minutes, `${field}.minutes`);
  countOf(slot.perWeek, `${field}.perWeek`, 1);
  countOf(slot.meetings, `${field}.meetings`);
  countOf(slot.monthMeetings, `${field}.monthMeetings`);
  countOf(slot.enrolled, `${field}.enrolled`);
  countOf(slot.blackedOut, `${field}.blackedOut`);
  countOf(slot.enrolledBlackedOut, `${field}.enrolledBlackedOut`);
  countOf(slot.cancelled, `${field}.cancelled`);
  const over = (part: keyof Counted, of: keyof Counted): void => {
    if (slot[part] > slot[of]) throw new PriceError(`${field}.${part}`, `must not be more than ${of}`);
  };
  over("enrolled", "meetings");
  over("blackedOut", "meetings");
  over("enrolledBlackedOut", "enrolled");
  over("enrolledBlackedOut", "blackedOut");
  over("cancelled", "enrolled");
  checkLengths(slot, field);
}

/** What an ordinary week has, for tiers and discounts. */
export function weekly(enrollment: EnrollmentFacts): { readonly slots: number; readonly minutes: number } {
  let slots = 0;
  let minutes = 0;
  for (const slot of enrollment.slots) {
    slots += slot.perWeek;
    minutes += slot.perWeek * slot.minutes;
  }
  return { slots, minutes };
}
