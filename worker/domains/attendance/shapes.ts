// What the attendance room answers, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";
import type { MarkStatus } from "./schemas.ts";

export type EnrollmentKind = "active" | "trial" | "makeup" | "single_day";

/** Whether attendance was taken: nobody expected, nobody marked, some, all. */
export type TakenState = "nobody" | "not_taken" | "partly" | "taken";

/** Who teaches a meeting: `substituteFor` names whom they stand in for. */
export interface MeetingTeacher {
  readonly staffId: string;
  readonly name: string;
  readonly substituteFor: string | null;
}

/** What every meeting says of itself. It is named by `slotId` and `meetsOn`; it takes place on `onDate`. */
export interface MeetingFacts {
  readonly slotId: string;
  readonly meetsOn: string;
  readonly onDate: string;
  readonly classId: string;
  readonly className: string;
  readonly locationId: string;
  readonly locationName: string;
  readonly timeZone: string;
  readonly roomName: string | null;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly isMoved: boolean;
  readonly isCancelled: boolean;
  readonly cancelReason: string | null;
  /** The name of the closure that falls on the day. */
  readonly closure: string | null;
  readonly teachers: readonly MeetingTeacher[];
}

export interface MeetingRow extends MeetingFacts {
  /** Students expected, by places taken. */
  readonly expected: number;
  readonly present: number;
  readonly absent: number;
  readonly tardy: number;
  readonly taken: TakenState;
  /** The reader teaches it or stands in. */
  readonly isMine: boolean;
}

export interface DayOfMeetings {
  readonly date: string;
  readonly meetings: readonly MeetingRow[];
}

/** A mark as the server has it. `version` 0: nothing was ever said. */
export interface Mark {
  readonly status: MarkStatus;
  readonly isExcused: boolean;
  /** Said before the meeting. */
  readonly isReported: boolean;
  readonly note: string | null;
  readonly version: number;
  readonly markedAt: number | null;
  /** The name of who said it. */
  readonly markedBy: string | null;
}

export interface EmergencyPhone {
  readonly name: string;
  readonly relationship: string | null;
  /** E.164 when the number is valid, else as typed. */
  readonly phone: string;
  readonly isGuardian: boolean;
}

/** What whoever stands in the gym must know at once. Null or false: nothing to say. */
export interface StudentAlerts {
  readonly allergies: string | null;
  readonly medications: string | null;
  readonly medicalNotes: string | null;
  readonly flagText: string | null;
  readonly criticalNotes: readonly string[];
  /** Days until the birthday, 0 on the day itself, −1 on the day after; null when it is not near. */
  readonly birthdayInDays: number | null;
  /** The age they turn, or have just turned. */
  readonly birthdayAge: number | null;
  /** The first enrollment began lately, see the rule `newStudentDays`. */
  readonly isNew: boolean;
  /** False: no photos may be taken. Null: nobody has asked. */
  readonly photoAllowed: boolean | null;
  /** People who must not pick up the student. */
  readonly barredPickups: readonly string[];
  /** Required policies that the family has not accepted for the student or for itself; empty for who may not see that. */
  readonly policiesDue: readonly string[];
}

export interface RollSheetStudent {
  readonly studentId: string;
  readonly enrollmentId: string;
  readonly familyId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly preferredName: string | null;
  readonly birthDate: string | null;
  readonly age: number | null;
  readonly gender: "female" | "male" | "other" | null;
  readonly photoFileId: string | null;
  readonly kind: EnrollmentKind;
  readonly enrollmentNote: string | null;
  /** Last day of the enrollment when it is known; a student who leaves soon. */
  readonly endsOn: string | null;
  readonly mark: Mark;
  readonly alerts: StudentAlerts;
  readonly phones: readonly EmergencyPhone[];
  /** Came, of the meetings marked since the enrollment began (at most twelve months); null before the first. */
  readonly attendancePercent: number | null;
  readonly marked: number;
  /** The makeup token that this absence earned, or that pays for this makeup. */
  readonly tokenState: "available" | "pending" | "expended" | null;
}

export interface RollSheet {
  readonly meeting: MeetingFacts & { readonly expected: number };
  /** Why nothing can be marked; null when it can. `future`: absences may be said, nothing else. */
  readonly closedFor: "cancelled" | "closure" | null;
  readonly isFuture: boolean;
  readonly isCheckInMode: boolean;
  readonly mayMark: boolean;
  readonly mayExcuse: boolean;
  readonly students: readonly RollSheetStudent[];
}

/** Why a mark cannot stand, for programs; `message` says it for people. */
export type RefusalReason =
  | "not_found"
  | "no_meeting"
  | "cancelled"
  | "closed"
  | "not_enrolled"
  | "not_yet"
  | "excuse_right";

/** What became of the makeup token of an absence. `kept`: it was already spent. */
export type TokenEvent = "issued" | "revoked" | "kept";

interface MarkNamed {
  readonly studentId: string;
  readonly slotId: string;
  readonly meetsOn: string;
}
/** What became of one mark, in order of precedence: refused, conflict, saved. */
export type MarkOutcome = MarkNamed &
  (
    | { readonly outcome: "refused"; readonly reason: RefusalReason; readonly message: string }
    /** The server has a newer mark, which stays; `isOwn`: it was made by the same person. */
    | { readonly outcome: "conflict"; readonly mark: Mark & { readonly isOwn: boolean } }
    | { readonly outcome: "saved"; readonly mark: Mark; readonly token: TokenEvent | null }
  );

export interface MarksAnswer {
  readonly outcomes: readonly MarkOutcome[];
  /** Null when nothing had to be written. */
  readonly change: Committed | null;
}

/** One meeting of a student, as a future absence sees it. */
export interface StudentMeeting {
  readonly slotId: string;
  readonly meetsOn: string;
  readonly onDate: string;
  readonly classId: string;
  readonly className: string;
  readonly locationName: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly startsAtMs: number;
  readonly enrollmentId: string;
  readonly kind: EnrollmentKind;
  readonly mark: Mark;
  /** Why an absence cannot be said; null when it can. */
  readonly obstacle: "cancelled" | "closed" | "started" | "already_marked" | null;
  /** What the rule on notice says of an absence reported now. */
  readonly wouldBeExcused: boolean;
  /** Whether a makeup token comes of it, as long as the student's cap is not reached. */
  readonly wouldEarnToken: boolean;
}

export interface AbsenceAnswer {
  readonly reported: readonly {
    readonly slotId: string;
    readonly meetsOn: string;
    readonly isExcused: boolean;
    readonly token: TokenEvent | null;
  }[];
  readonly skipped: readonly {
    readonly slotId: string;
    readonly meetsOn: string;
    readonly reason: Exclude<StudentMeeting["obstacle"], null>;
  }[];
  readonly change: Committed | null;
}

export interface WithdrawalAnswer {
  readonly withdrawn: readonly {
    readonly slotId: string;
    readonly meetsOn: string;
    readonly token: TokenEvent | null;
  }[];
  readonly change: Committed | null;
}

/** The attendance of one student, a class at a time. */
export interface StudentAttendance {
  readonly student: { readonly id: string; readonly name: string };
  readonly from: string;
  readonly to: string;
  readonly classes: readonly {
    readonly classId: string;
    readonly className: string;
    readonly present: number;
    readonly absent: number;
    readonly excused: number;
    readonly tardy: number;
    readonly percent: number | null;
    readonly marks: readonly (Mark & { readonly slotId: string; readonly meetsOn: string })[];
  }[];
}
