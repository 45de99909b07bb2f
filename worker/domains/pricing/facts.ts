import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { SpecialKind } from "./rules.ts";

/** Kinds that can cost something; somebody who waits is never priced. */
export type PricedKind = "active" | "trial" | "makeup" | "single_day";

/** Meetings of a slot that are as long as one another, because of one version of it. */
export interface SlotLength {
  readonly minutes: number;
  /** The first day of the version; null where it began before the period. */
  readonly startsOn: IsoDate | null;
  readonly meetings: number;
  readonly enrolled: number;
  readonly enrolledBlackedOut: number;
}

/**
 * One weekly slot of the enrollment, as counts rather than dates because they are stored with every charge. A cancelled
 * meeting, and one that falls on a day of closure only, counts like any other.
 */
export interface SlotCounts {
  /** How long one meeting lasts; on average where that changes within the period. */
  readonly minutes: number;
  /** Only where it changes: the meetings of each length, in the order of their days; together they are those below. */
  readonly lengths?: readonly SlotLength[];
  /** Meetings in an ordinary week. */
  readonly perWeek: number;
  /** In the period, by rule, within the dates of the class and its sessions; with blacked-out and cancelled ones. */
  readonly meetings: number;
  /** What the whole calendar month of the period would have if the class ran all of it. */
  readonly monthMeetings: number;
  /** Of `meetings`, those while the student is enrolled. */
  readonly enrolled: number;
  /** Of `meetings`, those on days of a billing blackout. */
  readonly blackedOut: number;
  /** Of `enrolled`, those on days of a billing blackout. */
  readonly enrolledBlackedOut: number;
  /** Of `enrolled`, those that were cancelled; told in the trace, never in the price. */
  readonly cancelled: number;
}

export interface TuitionOverride {
  readonly amountMinor: number;
  /** The last day on which a period may begin that it still applies to. */
  readonly expiresOn: IsoDate | null;
  readonly reason: string | null;
}

export interface EnrollmentFacts {
  readonly enrollmentId: string;
  readonly studentId: string;
  readonly kind: PricedKind;
  readonly startsOn: IsoDate;
  /** Two enrollments that are never in force on the same day, as after a transfer, do not discount each other. */
  readonly endsOn: IsoDate | null;
  readonly createdAtMs: number;
  readonly className: string;
  readonly studentName: string;
  readonly classId: string;
  readonly programId: string | null;
  readonly locationId: string;
  /** Null means month_session. */
  readonly scheduleId: string | null;
  /** Null: nothing to pay. Trials and makeups are free by leaving it null; with a rate they cost what a single day does. */
  readonly rateId: string | null;
  readonly special: SpecialKind | null;
  readonly override: TuitionOverride | null;
  readonly promoId: string | null;
  /** None at all: a class without a timetable, whose flat price is charged whole. */
  readonly slots: readonly SlotCounts[];
}

export interface FamilyFacts {
  readonly familyId: string;
  /** Both days belong to it; a flat price is for one period, usually a month. */
  readonly period: { readonly from: IsoDate; readonly to: IsoDate };
  readonly chargeOn: IsoDate;
  readonly isAutopay: boolean;
  /** Codes for whatever qualifies; a code of one enrollment stands there. */
  readonly promoIds: readonly string[];
  readonly enrollments: readonly EnrollmentFacts[];
}
