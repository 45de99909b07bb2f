// What the family portal answers about attendance, for the wire and the screens.
import type { PermissionMode } from "../portal-settings/schemas.ts";
import type { Mark, StudentAttendance, StudentMeeting } from "./shapes.ts";

export interface OwnMeeting
  extends Pick<
    StudentMeeting,
    | "slotId"
    | "meetsOn"
    | "onDate"
    | "classId"
    | "className"
    | "locationName"
    | "startMinute"
    | "durationMinutes"
    | "kind"
    | "wouldBeExcused"
    | "wouldEarnToken"
  > {
  /** Why an absence cannot be said; null when it can. `asked`: the school has yet to answer. */
  readonly obstacle: StudentMeeting["obstacle"] | "too_late" | "asked";
  /** An absence is noted and can be taken back. */
  readonly isReported: boolean;
}

export interface OwnAbsences {
  readonly mode: PermissionMode;
  /** How long before a meeting the school must know. */
  readonly noticeMinutes: number;
  readonly meetings: readonly OwnMeeting[];
}

type Named = Pick<OwnMeeting, "slotId" | "meetsOn">;
/** `asked`: it waits for the school. What had begun, was cancelled or came too late is named in `skipped`. */
export interface OwnAbsenceAnswer {
  readonly outcome: "asked" | "reported" | "nothing";
  readonly reported: readonly (Named & { readonly isExcused: boolean; readonly earnedToken: boolean })[];
  readonly skipped: readonly (Named & { readonly reason: NonNullable<OwnMeeting["obstacle"]> })[];
}

export interface OwnWithdrawalAnswer {
  readonly withdrawn: readonly Named[];
}

/** The marks of a child, without what staff wrote for themselves. */
export interface OwnAttendance {
  readonly from: string;
  readonly to: string;
  readonly classes: readonly (Omit<StudentAttendance["classes"][number], "marks"> & {
    readonly marks: readonly (Pick<Mark, "status" | "isExcused"> & Named)[];
  })[];
}
