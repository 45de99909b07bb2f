// What the waitlist answers, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";
import type { EnrolledOutcome, EnrollmentRow, Obstacle, RefusedOutcome } from "../enrollments/shapes.ts";

/** One who waits, as in the enrollments list; `wait` is always there. Ordered by class, then by turn. */
export type WaitRow = EnrollmentRow;

export type JoinedStudent =
  | {
      readonly studentId: string;
      readonly name: string;
      readonly outcome: "waitlisted";
      readonly id: string;
      readonly position: number;
    }
  | {
      readonly studentId: string;
      readonly name: string;
      readonly outcome: "refused";
      readonly obstacles: readonly Obstacle[];
    };

export interface JoinOutcome {
  readonly students: readonly JoinedStudent[];
  /** Null when nobody joined. */
  readonly change: Committed | null;
}

export type OfferOutcome =
  | {
      readonly outcome: "offered";
      /** This entry and the siblings who only want to come together. */
      readonly ids: readonly string[];
      readonly expiresAt: number;
      readonly change: Committed;
    }
  | {
      readonly outcome: "not_their_turn";
      readonly ahead: readonly { readonly id: string; readonly name: string }[];
    }
  | NoPlaceOutcome;

/** Nothing is free in all the slots that the entry wants. */
export interface NoPlaceOutcome {
  readonly outcome: "no_place";
  readonly queueLength: number;
}

export type AcceptOutcome =
  | EnrolledOutcome
  | {
      readonly outcome: "not_their_turn";
      readonly ahead: readonly { readonly id: string; readonly name: string }[];
    }
  | NoPlaceOutcome
  | RefusedOutcome;

export interface WaitChanged {
  readonly version: number;
  readonly change: Committed | null;
}
