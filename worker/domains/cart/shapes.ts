// What the cart answers, for the wire and the screens.
import type { Obstacle } from "../enrollments/shapes.ts";
import type { CartKind } from "./schemas.ts";

/** What sending a line off does: enrolls at once, asks the school, or puts on the waitlist. */
export type LineMode = "registers" | "asks" | "waits";

/** What is in the way of a family, beside what may be in anybody's. */
export interface FamilyObstacle {
  readonly code:
    | Obstacle["code"]
    | "registration_closed"
    | "registration_not_open"
    | "priority_only"
    | "starts_too_early"
    | "starts_too_late"
    | "class_begun"
    | "in_cart_already"
    | "waitlist_closed"
    | "full";
  readonly text: string;
}

/** `held` counts until then; `expired` is no longer kept, `gone` was given to somebody else; `free` is not kept at all. */
export type LinePlace =
  | { readonly state: "held"; readonly until: number }
  | { readonly state: "expired" }
  | { readonly state: "gone" }
  | { readonly state: "free" };

/** What one month of a line comes to. */
export interface LinePrice {
  readonly month: string;
  readonly baseMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** How the amount came about, a sentence each. */
  readonly explanation: readonly string[];
}

export interface CartLine {
  readonly id: string;
  readonly kind: CartKind;
  readonly mode: LineMode;
  readonly classId: string;
  readonly className: string;
  readonly locationId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly slotIds: readonly string[] | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** The first days of it, at most five. */
  readonly meetings: readonly string[];
  readonly times: readonly LineTime[];
  readonly place: LinePlace;
  readonly openings: number;
  /** The position it would have on the waitlist; null where it does not wait. */
  readonly waitPosition: number | null;
  readonly mayJoinWaitlist: boolean;
  readonly obstacles: readonly FamilyObstacle[];
  readonly prices: readonly LinePrice[];
  readonly totalMinor: number;
}

export interface LineTime {
  readonly weekday: number | null;
  readonly startMinute: number | null;
  readonly durationMinutes: number | null;
}

/** A registration or yearly fee that comes with what is booked. */
export interface CartFee {
  readonly label: string;
  readonly totalMinor: number;
  /** Part of the total. */
  readonly taxMinor: number;
  readonly per: "family" | "student";
  /** Between two charges; null: once for ever. */
  readonly months: number | null;
  /** Whose amount it is. */
  readonly locationId: string;
}

/** What became of the code that was typed. */
export interface CartPromo {
  readonly code: string;
  /** Null where it lowers something. */
  readonly problem: string | null;
}

export interface CartSums {
  readonly linesMinor: number;
  readonly discountMinor: number;
  readonly feesMinor: number;
  /** All that is charged by sending it off. */
  readonly totalMinor: number;
  /** What of it is to be paid now. */
  readonly dueNowMinor: number;
}

export interface Cart {
  /** Null: nothing was ever put in. */
  readonly id: string | null;
  readonly version: number;
  readonly state: "open" | "paying";
  readonly lines: readonly CartLine[];
  readonly fees: readonly CartFee[];
  readonly promo: CartPromo | null;
  readonly sums: CartSums;
  /** Why the last payment of it did not go through. */
  readonly lastProblem: string | null;
  readonly now: number;
}

/** A prospective line with the days that may be chosen for it. */
export interface LinePreview {
  readonly line: CartLine;
  readonly earliestOn: string;
  readonly latestOn: string;
}

/** What sending the cart off takes, so that whoever wants nothing else need not ask for it. */
export interface CartSeen {
  readonly id: string;
  readonly version: number;
  readonly totalMinor: number;
}

export type AddLineOutcome =
  | {
      readonly outcome: "added";
      readonly itemId: string;
      readonly heldUntil: number | null;
      /** Null when the cart was sent off meanwhile. */
      readonly cart: CartSeen | null;
    }
  | {
      /** The class was full, and whoever asked wanted to wait then. */
      readonly outcome: "waitlisted";
      readonly enrollmentId: string;
      /** Null when they wait no longer. */
      readonly position: number | null;
    }
  | {
      readonly outcome: "full";
      readonly mayJoinWaitlist: boolean;
      readonly queueLength: number;
      readonly message: string;
    }
  | { readonly outcome: "refused"; readonly obstacles: readonly FamilyObstacle[] };

/** What trying to keep the places of lines again came to. */
export interface RetakeOutcome {
  readonly retaken: number;
  /** Lines whose place somebody else has now. */
  readonly gone: readonly { readonly itemId: string; readonly className: string }[];
}
