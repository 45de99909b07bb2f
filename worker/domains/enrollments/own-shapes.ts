// What the family portal answers about enrollments, for the wire and the screens.
import type { OwnRequest } from "../online-activity/own-shapes.ts";
import type { PermissionMode } from "../portal-settings/schemas.ts";
import type { ProposedLine } from "../re-rating/shapes.ts";
import type { EnrollmentKind } from "./schemas.ts";
import type { Obstacle, WaitInfo } from "./shapes.ts";

/** What is in the way of something; the portal says it in the reader's language by its code. */
export type InTheWay = Pick<Obstacle, "code" | "text">;

export interface OwnEnrollment {
  readonly id: string;
  readonly version: number;
  readonly kind: EnrollmentKind;
  readonly studentId: string;
  readonly classId: string;
  readonly className: string;
  readonly levelName: string | null;
  readonly locationName: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Somebody decided that it ends; without this an end is that of the class or of the day. */
  readonly isDropped: boolean;
  readonly isTransferred: boolean;
  readonly slots: readonly { readonly weekday: number; readonly startMinute: number }[];
  readonly wait: Pick<WaitInfo, "state" | "position" | "expiresAt"> | null;
}

export interface StudentsEnrollments {
  readonly id: string;
  readonly firstName: string;
  readonly name: string;
  readonly current: readonly OwnEnrollment[];
  readonly future: readonly OwnEnrollment[];
  readonly waiting: readonly OwnEnrollment[];
  /** Makeup tokens that can be spent, and the day on which the first of them expires. */
  readonly tokens: number;
  readonly tokensUntil: string | null;
}

export interface OwnEnrollments {
  readonly now: number;
  readonly modes: Readonly<Record<"drops" | "transfers" | "absences" | "makeups", PermissionMode>>;
  readonly students: readonly StudentsEnrollments[];
  readonly requests: readonly OwnRequest[];
}

export interface OwnHistory {
  readonly past: readonly OwnEnrollment[];
}

/** What an act changes of bills that were written; what is not billed yet will simply be billed as it is then. */
export interface OwnMoney {
  readonly chargeMinor: number;
  readonly creditMinor: number;
  readonly lines: readonly Pick<
    ProposedLine,
    "month" | "description" | "billedMinor" | "nowMinor" | "differenceMinor" | "explanation"
  >[];
}

export interface DropPreview {
  readonly mode: PermissionMode;
  readonly version: number;
  readonly className: string;
  readonly studentName: string;
  /** The first day that the school's notice allows to be the last one. */
  readonly earliestOn: string;
  readonly noticeDays: number;
  readonly endsOn: string;
  readonly reasons: readonly { readonly id: string; readonly label: string }[];
  readonly isReasonRequired: boolean;
  readonly isAskedFor: boolean;
  readonly money: OwnMoney;
}

/** `asked`: it waits for the school; `done`: it is so. */
export interface OwnActAnswer {
  readonly outcome: "asked" | "done";
}

export interface TransferTarget {
  readonly classId: string;
  readonly className: string;
  readonly levelName: string | null;
  readonly locationName: string;
  readonly slots: readonly { readonly weekday: number; readonly startMinute: number }[];
  readonly openings: number;
  /** Why this child cannot go there; empty when nothing is in the way. */
  readonly problems: readonly string[];
}

export interface TransferChoices {
  readonly mode: PermissionMode;
  readonly version: number;
  readonly className: string;
  readonly studentName: string;
  readonly earliestOn: string;
  readonly latestOn: string;
  readonly startsOn: string;
  readonly isAskedFor: boolean;
  readonly targets: readonly TransferTarget[];
}

export interface OwnTransferPreview {
  readonly className: string;
  readonly startsOn: string;
  readonly lastDayOn: string;
  readonly obstacles: readonly InTheWay[];
  readonly money: OwnMoney;
}
