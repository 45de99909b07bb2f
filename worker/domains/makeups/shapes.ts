// What the makeups room answers, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";

/** `expired` follows from the date; nothing has to sweep. */
export type TokenState = "available" | "pending" | "expended" | "expired" | "revoked";
export type TokenEntryKind =
  | "issued"
  | "requested"
  | "withdrawn"
  | "expended"
  | "returned"
  | "revoked"
  | "reinstated";

/** One line of a token's ledger. */
export interface TokenEntry {
  readonly id: string;
  readonly kind: TokenEntryKind;
  readonly delta: -1 | 0 | 1;
  readonly effectiveOn: string;
  readonly comment: string | null;
  readonly at: number;
  /** Who did it. */
  readonly by: string | null;
}

export interface MakeupToken {
  readonly id: string;
  readonly version: number;
  readonly state: TokenState;
  readonly origin: "absence" | "cancellation" | "grant";
  /** The meeting that was missed. */
  readonly missed: {
    readonly classId: string;
    readonly className: string;
    readonly slotId: string;
    readonly meetsOn: string;
  } | null;
  readonly location: { readonly id: string; readonly name: string } | null;
  /** Null: any program. A program that was deleted has no name any more. */
  readonly programs: readonly { readonly id: string; readonly name: string | null }[] | null;
  readonly issuedOn: string;
  readonly expiresOn: string | null;
  readonly comment: string | null;
  /** The makeup it pays for. */
  readonly booking: {
    readonly enrollmentId: string;
    readonly version: number;
    readonly classId: string;
    readonly className: string;
    /** The day on which it takes place. */
    readonly onDate: string;
    /** When it begins, by the clock of its location; null when it is over or the meeting is no longer there. */
    readonly startMinute: number | null;
    /** Cancelled before this instant the token comes back; null when the meeting is no longer there. */
    readonly returnsUntilMs: number | null;
  } | null;
  readonly entries: readonly TokenEntry[];
}

export interface StudentTokens {
  readonly student: { readonly id: string; readonly name: string };
  readonly available: number;
  /** In the order in which they would be spent, then the others, newest first. */
  readonly tokens: readonly MakeupToken[];
}

/** A meeting a student could make up in. */
export interface MakeupOpening {
  readonly classId: string;
  readonly className: string;
  readonly programName: string | null;
  readonly levelName: string | null;
  readonly locationName: string;
  /** The day on which it takes place. */
  readonly onDate: string;
  readonly slotIds: readonly string[];
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly openings: number;
  /** Whether a token that is spent on it now would come back if it were given up at once. */
  readonly returnsToken: boolean;
  /** The token that would pay; null: none does. */
  readonly tokenId: string | null;
  /** Words on age, gender or grade that do not fit; empty when all does. */
  readonly problems: readonly string[];
}

export interface MakeupOpenings {
  readonly openings: readonly MakeupOpening[];
  readonly mayBookWithoutToken: boolean;
}

/** What became of a booking, in order of precedence. */
export type BookMakeupOutcome =
  | { readonly outcome: "no_meeting"; readonly message: string }
  | { readonly outcome: "outside_window"; readonly message: string; readonly until: string }
  | { readonly outcome: "not_eligible"; readonly message: string; readonly problems: readonly string[] }
  | { readonly outcome: "already_enrolled"; readonly message: string }
  | { readonly outcome: "class_full"; readonly message: string }
  | { readonly outcome: "no_token"; readonly message: string }
  | {
      readonly outcome: "booked";
      readonly enrollmentId: string;
      readonly tokenId: string | null;
      readonly change: Committed;
    };

export interface CancelMakeupAnswer {
  readonly isTokenReturned: boolean;
  readonly change: Committed;
}
