// What the enrollments room answers, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";
import type { ClassRow } from "../classes/shapes.ts";
import type { EnrollmentKind, Overridable, PlaceKind } from "./schemas.ts";

/** What is in the way; with a code of `overridables` somebody with the right may want it all the same. */
export interface Obstacle {
  readonly code:
    | Overridable
    | "already_enrolled"
    | "waits_already"
    | "class_archived"
    | "kind_not_taken"
    | "no_meeting_that_day"
    | "slot_missing"
    | "session_missing"
    | "token_missing"
    | "ends_before_start"
    | "not_transferable"
    | "transfer_pending"
    | "billed_by_hand";
  /** Says it to a person. */
  readonly text: string;
  readonly isOverridable: boolean;
}

/** The places of one weekly slot over the days asked for. */
export interface SlotPlaces {
  readonly slotId: string;
  /** Null for a class without weekly slots. */
  readonly weekday: number | null;
  readonly startMinute: number | null;
  readonly durationMinutes: number | null;
  readonly capacity: number;
  /** Places nobody takes; negative where somebody enrolled beyond capacity. */
  readonly free: number;
  /** Those of them that belong to the waitlist. */
  readonly claimed: number;
  /** What somebody who is not on the waitlist may take. */
  readonly openings: number;
}

export interface EnrollPreview {
  readonly className: string;
  readonly kind: PlaceKind;
  readonly startsOn: string;
  /** Follows from the kind, the session, or what was asked for. */
  readonly endsOn: string | null;
  readonly sessionId: string | null;
  readonly slotIds: readonly string[] | null;
  /** The first days on which the students would come, at most five. */
  readonly meetings: readonly string[];
  readonly slots: readonly SlotPlaces[];
  /** The fewest openings of any slot. */
  readonly openings: number;
  readonly queueLength: number;
  /** In the way of everybody, whoever the student is. */
  readonly obstacles: readonly Obstacle[];
  readonly students: readonly {
    readonly id: string;
    readonly name: string;
    readonly obstacles: readonly Obstacle[];
    /** Titles of required policies that nobody accepted yet; to be known, not in the way. */
    readonly unmetPolicies: readonly string[];
    /** The position on the waitlist, if there is no place; null where there is one. */
    readonly waitPosition: number | null;
  }[];
  /** Everything that would have to be overridden; empty when nothing would. */
  readonly overrides: readonly Overridable[];
  readonly mayOverride: boolean;
}

/** There is no place: what is left is the waitlist, or another class. */
export interface FullOutcome {
  readonly outcome: "full";
  readonly slots: readonly SlotPlaces[];
  /** How many wait already; somebody who joins comes after them. */
  readonly queueLength: number;
  readonly mayJoinWaitlist: true;
  readonly mayOverride: boolean;
}

export type RefusedOutcome = Readonly<{
  outcome: "refused";
  obstacles: readonly Obstacle[];
  mayOverride: boolean;
}>;

export interface EnrolledOutcome {
  readonly outcome: "enrolled";
  readonly id: string;
  readonly isOverCapacity: boolean;
  readonly change: Committed;
}

/** Refused before full, full before enrolled. */
export type EnrollOutcome = EnrolledOutcome | FullOutcome | RefusedOutcome;

export type StudentOutcome = { readonly studentId: string; readonly name: string } & (
  | { readonly outcome: "enrolled"; readonly id: string }
  | { readonly outcome: "full" }
  | { readonly outcome: "refused"; readonly obstacles: readonly Obstacle[] }
);

/** Those who got a place share one change and are undone together. */
export interface EnrollGroupOutcome {
  readonly students: readonly StudentOutcome[];
  readonly queueLength: number;
  /** Null when nobody was enrolled. */
  readonly change: Committed | null;
  readonly mayOverride: boolean;
}

export type HoldOutcome =
  | { readonly outcome: "held"; readonly id: string; readonly version: number; readonly expiresAt: number }
  | FullOutcome;

export type EditOutcome =
  | { readonly outcome: "saved"; readonly version: number; readonly change: Committed | null }
  | FullOutcome
  | RefusedOutcome;

/** `removed`: it would have ended before it began, so it is deleted instead. */
export type DropOutcome = Readonly<{ outcome: "dropped" | "removed"; change: Committed }>;

export interface DropAllOutcome {
  readonly dropped: number;
  readonly removed: number;
  /** Those who waited and are no longer in the queue. */
  readonly declined: number;
  readonly change: Committed;
}

/** Marks beside a name, always for today. */
export interface EnrollmentBadges {
  readonly isNew: boolean;
  readonly hasActiveSibling: boolean;
  readonly isReturning: boolean;
  readonly isPromotion: boolean;
}

export interface WaitInfo {
  readonly state: "queued" | "offered" | "expired" | "accepted" | "declined" | "skipped";
  /** Null once it is no longer in the queue. */
  readonly position: number | null;
  readonly offeredAt: number | null;
  readonly expiresAt: number | null;
  readonly waitsForSiblings: boolean;
}

/** A weekly slot in words: day of the week (1 is Monday) and minute of the day. */
export type SlotTime = Readonly<{ slotId: string; weekday: number; startMinute: number }>;

/** A meeting of today, for the simple check-in. */
export interface CheckIn {
  readonly slotId: string;
  readonly startMinute: number;
  readonly status: "present" | "absent" | "tardy" | "none";
  readonly version: number;
}

export interface EnrollmentRow {
  readonly id: string;
  readonly version: number;
  readonly kind: EnrollmentKind;
  readonly studentId: string;
  readonly studentName: string;
  readonly birthDate: string | null;
  readonly familyId: string;
  readonly familyName: string;
  readonly classId: string;
  readonly className: string;
  readonly programName: string | null;
  readonly levelName: string | null;
  readonly levelColor: string | null;
  readonly locationName: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Null: every slot. */
  readonly slotIds: readonly string[] | null;
  readonly slots: readonly SlotTime[];
  readonly isOverCapacity: boolean;
  readonly overridden: string | null;
  readonly note: string | null;
  readonly dropReason: string | null;
  readonly dropNote: string | null;
  readonly droppedAt: number | null;
  readonly transferredFromId: string | null;
  readonly transferredToId: string | null;
  readonly wait: WaitInfo | null;
  readonly badges: EnrollmentBadges;
  /** One for each meeting of today; null but on the Enrollments page of a school that checks in there. */
  readonly checkIns: readonly CheckIn[] | null;
}

/** The places of a slot in the days to come, and how many of the free ones somebody could have without end. */
export interface RosterPlaces extends SlotPlaces {
  readonly lasting: number;
}

/** Everybody in one class, by name; those who wait in their order. */
export interface ClassRoster {
  readonly classId: string;
  readonly className: string;
  readonly slots: readonly RosterPlaces[];
  readonly current: readonly EnrollmentRow[];
  readonly future: readonly EnrollmentRow[];
  readonly waiting: readonly EnrollmentRow[];
}

/** A class that some students might be put into, with what speaks against it for whom. */
export interface ClassChoice extends ClassRow {
  readonly unfit: readonly { readonly name: string; readonly text: string }[];
}

export interface StudentEnrollments {
  readonly current: readonly EnrollmentRow[];
  readonly future: readonly EnrollmentRow[];
  readonly waiting: readonly EnrollmentRow[];
  /** The latest first, at most a hundred. */
  readonly past: readonly EnrollmentRow[];
}

/** What the dialogs and filters of this room offer. */
export interface EnrollmentOptions {
  readonly dropReasons: readonly { readonly id: string; readonly label: string }[];
  readonly isDropReasonRequired: boolean;
  readonly singleDayLabel: string;
  readonly isCheckInMode: boolean;
  readonly mayOverride: boolean;
  readonly mayBookWithoutToken: boolean;
  readonly programs: readonly { readonly id: string; readonly name: string }[];
  readonly levels: readonly { readonly id: string; readonly name: string; readonly color: string | null }[];
}
