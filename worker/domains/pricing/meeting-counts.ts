import { countOf } from "./checks.ts";
import type { EnrollmentFacts, SlotCounts } from "./facts.ts";
import { PriceError } from "./price-error.ts";
import type { BillingCycle } from "./rules.ts";

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
}

type Sums = { -readonly [K in keyof MeetingCounts]: number };

export function countMeetings(enrollment: EnrollmentFacts, cycle: BillingCycle): MeetingCounts {
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
  enrollment.slots.forEach((slot, i) => {
    checkSlot(slot, `enrollments.${enrollment.enrollmentId}.slots.${i}`);
    addSlot(sums, slot, cycle);
  });
  return sums;
}

/** Slot by slot, so that in a month of four weeks the fifth Monday is free and does not stand in for a Wednesday. */
function addSlot(sums: Sums, slot: SlotCounts, cycle: BillingCycle): void {
  const most = cycle === "four_weeks" ? 4 * slot.perWeek : Number.MAX_SAFE_INTEGER;
  const inPeriod = cycle === "month_session" ? slot.meetings : Math.max(slot.monthMeetings, slot.meetings);
  const whole = cycle === "four_weeks" ? most : inPeriod;
  const notBlackedOut = slot.enrolled - slot.enrolledBlackedOut;
  const billable = Math.min(notBlackedOut, most);
  sums.meetings += slot.meetings;
  sums.enrolled += slot.enrolled;
  sums.blackedOut += slot.blackedOut;
  sums.enrolledBlackedOut += slot.enrolledBlackedOut;
  sums.cancelled += slot.cancelled;
  sums.whole += whole;
  sums.wholeMinutes += whole * slot.minutes;
  sums.wholeLeft += Math.min(whole, inPeriod - slot.blackedOut);
  sums.counted += Math.min(slot.enrolled, most);
  sums.billable += billable;
  sums.billableMinutes += billable * slot.minutes;
  sums.fifthWeek += notBlackedOut - billable;
}

function checkSlot(slot: SlotCounts, field: string): void {
  countOf(slot.minutes, `${field}.minutes`);
  countOf(slot.perWeek, `${field}.perWeek`, 1);
  countOf(slot.meetings, `${field}.meetings`);
  countOf(slot.monthMeetings, `${field}.monthMeetings`);
  countOf(slot.enrolled, `${field}.enrolled`);
  countOf(slot.blackedOut, `${field}.blackedOut`);
  countOf(slot.enrolledBlackedOut, `${field}.enrolledBlackedOut`);
  countOf(slot.cancelled, `${field}.cancelled`);
  const over = (part: keyof SlotCounts, of: keyof SlotCounts): void => {
    if (slot[part] > slot[of]) throw new PriceError(`${field}.${part}`, `must not be more than ${of}`);
  };
  over("enrolled", "meetings");
  over("blackedOut", "meetings");
  over("enrolledBlackedOut", "enrolled");
  over("enrolledBlackedOut", "blackedOut");
  over("cancelled", "enrolled");
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
