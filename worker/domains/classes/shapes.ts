// What the classes room answers, for the wire and the screens.
import type { BirthWindow } from "../class-ages/schemas.ts";
import type { ClassFields, SlotFields, TuitionPair } from "./schemas.ts";

/** Archived is decided by hand; the others follow from the dates. */
export type ClassStatus = "archived" | "future" | "active" | "over";

/** A weekly slot in a row of the list, as it is on the date asked for (else as it will be first). */
export interface SlotBrief {
  readonly slotId: string;
  readonly weekday: number;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly roomName: string | null;
  readonly instructors: readonly string[];
  readonly capacity: number;
  /** Who comes on the date. */
  readonly enrolled: number;
  /** What somebody who is not on the waitlist may take, future starts inside the look-ahead window taken off. */
  readonly openings: number;
}

/** One row of the list. */
export interface ClassRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly status: ClassStatus;
  readonly locationName: string;
  readonly programName: string | null;
  readonly levelName: string | null;
  readonly levelColor: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly gender: "female" | "male" | null;
  readonly minAgeYears: number | null;
  readonly minAgeMonths: number | null;
  readonly maxAgeYears: number | null;
  readonly maxAgeMonths: number | null;
  readonly isOnline: boolean;
  readonly capacity: number;
  /** Who comes to the fullest slot on the date. */
  readonly enrolled: number;
  readonly waiting: number;
  readonly slots: readonly SlotBrief[];
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

export interface SlotVersion extends Versioned, SlotFields {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface ClassSlot extends Versioned {
  /** In the order of time; what was, what is, what will be. */
  readonly versions: readonly SlotVersion[];
  readonly enrolled: number;
  readonly openings: number;
}

export interface RosterEntry {
  readonly id: string;
  readonly studentId: string;
  readonly familyId: string;
  readonly studentName: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly flagText: string | null;
  readonly allergies: string | null;
  readonly kind: "active" | "trial" | "makeup" | "single_day" | "wait";
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Null: every slot. */
  readonly slotIds: readonly string[] | null;
  readonly isOverCapacity: boolean;
  readonly note: string | null;
  readonly waitState: "queued" | "offered" | "accepted" | "declined" | "skipped" | null;
  readonly waitExpiresAt: number | null;
  readonly createdAt: number;
}

export interface ClassMeeting {
  readonly slotId: string;
  /** The day by rule; with the slot it names the meeting. */
  readonly meetsOn: string;
  readonly onDate: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly roomId: string | null;
  readonly isCancelled: boolean;
  readonly isMoved: boolean;
  readonly reason: string | null;
  /** What closes the day. */
  readonly closure: string | null;
}

/** Two things that cannot both happen; told, never forbidden. */
export interface ScheduleConflict {
  readonly kind: "instructor_busy" | "instructor_away" | "room_busy" | "room_too_small";
  /** Which of the slots asked about, in their order. */
  readonly slotIndex: number;
  /** The first day on which it happens, and on how many of the days looked at. */
  readonly firstOn: string;
  readonly times: number;
  /** Whom or what it concerns: a person's or a room's name. */
  readonly subject: string;
  /** The other class; null for an absence or a room that is too small. */
  readonly otherClassId: string | null;
  readonly otherClassName: string | null;
  readonly text: string;
}

/** Everything the class page shows, read in one round trip. */
export interface ClassPage {
  readonly class: Versioned &
    ClassFields & {
      readonly createdAt: number;
      readonly isArchived: boolean;
      readonly status: ClassStatus;
      readonly locationName: string;
      readonly programName: string | null;
      readonly levelName: string | null;
      readonly levelColor: string | null;
    };
  readonly slots: readonly ClassSlot[];
  readonly sessionIds: readonly string[];
  readonly keywordIds: readonly string[];
  /** How it may be billed; the first is the default. */
  readonly tuitions: readonly TuitionPair[];
  /** Null without a right to see who is enrolled. */
  readonly roster: readonly RosterEntry[] | null;
  readonly enrolled: number;
  readonly waiting: number;
  readonly nextMeetings: readonly ClassMeeting[];
  /** Meetings that differ from the rule, from some weeks ago on. */
  readonly exceptions: readonly ClassMeeting[];
  readonly conflicts: readonly ScheduleConflict[];
  /** The day on which age is tested, and who fits on it. */
  readonly ageTestedOn: string;
  readonly birthWindow: BirthWindow;
  /** Whether somebody was ever enrolled: such a class is archived, never deleted. */
  readonly wasUsed: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The lists a class form and the filters choose from. */
export interface ClassOptions {
  readonly locations: readonly (Named & { readonly timeZone: string })[];
  readonly programs: readonly Named[];
  readonly levels: readonly (Named & { readonly color: string | null })[];
  readonly rooms: readonly (Named & { readonly locationId: string; readonly capacity: number | null })[];
  readonly sessions: readonly (Named & {
    readonly kind: "ongoing" | "rolling" | "auto_drop";
    readonly startsOn: string;
    readonly endsOn: string | null;
  })[];
  readonly instructors: readonly Named[];
  readonly billingSchedules: readonly Named[];
  readonly tuitionRates: readonly Named[];
  readonly keywords: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string | null;
    readonly kind: "class" | "family" | "student";
  }[];
  readonly customFields: readonly {
    readonly id: string;
    readonly label: string;
    readonly fieldType: "text" | "number" | "date" | "yes_no" | "choice";
    readonly choices: readonly string[];
    readonly isRequired: boolean;
  }[];
}

/** What a bulk edit would do to one class. */
export interface QuickEditRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** What to know before: places taken beyond the new capacity, students enrolled in what is archived. */
  readonly warning: string | null;
}
