// What the acts on meetings answer, for the wire and the screens.
import type { MeetingKey } from "./schemas.ts";

/** A meeting in a preview. */
export interface ListedMeeting extends MeetingKey {
  readonly classId: string;
  readonly className: string;
  readonly onDate: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly roomId: string | null;
}

export interface CancelPreview {
  /** What would be cancelled, by date and time. */
  readonly meetings: readonly (ListedMeeting & {
    readonly students: number;
    /** Marks were already taken; they stay. */
    readonly isAttendanceTaken: boolean;
  })[];
  /** In the span, but cancelled already or closed. */
  readonly left: number;
  /** Different people, however many of their meetings are cancelled. */
  readonly students: number;
  readonly families: number;
  /** Families that can be reached by mail. */
  readonly familiesWithMail: number;
  readonly staff: readonly { readonly id: string; readonly name: string; readonly hasMail: boolean }[];
}

/** Something that stands in the way of a move, or ought to be known before it. */
export interface MoveConflict {
  /** Whether it refuses the move is said beside it. */
  readonly kind:
    | "room_taken"
    | "instructor_taken"
    | "closed_day"
    | "room_too_small"
    | "attendance_taken"
    | "same_slot_meets";
  readonly refuses: boolean;
  readonly text: string;
  readonly meeting?: ListedMeeting;
}

export interface MovePreview {
  /** As it is so far. */
  readonly meeting: ListedMeeting;
  readonly conflicts: readonly MoveConflict[];
  readonly students: number;
}

/** One meeting of somebody who will be away. */
export interface AwayMeeting extends ListedMeeting {
  /** Who stands in already, where that was decided before. */
  readonly decided: { readonly substituteId: string | null } | null;
  /** Staff who teach something else at that time; told for at most 31 days. */
  readonly busyStaffIds: readonly string[];
}

export interface AwayPreview {
  readonly staff: { readonly id: string; readonly name: string };
  readonly meetings: readonly AwayMeeting[];
}

export interface StaffAbsence {
  readonly id: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string | null;
  readonly version: number;
}
