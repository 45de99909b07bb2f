// What re-rating answers, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";

/** One enrollment in one month that was billed another amount than it comes to now. */
export interface ProposedLine {
  readonly enrollmentId: string;
  /** The first day of the month. */
  readonly month: string;
  readonly description: string;
  readonly locationId: string;
  readonly billedMinor: number;
  readonly nowMinor: number;
  /** To be charged; negative: to be credited. */
  readonly differenceMinor: number;
  /** How the price came about, in sentences. */
  readonly explanation: readonly string[];
}

export interface Proposals {
  readonly familyId: string;
  readonly familyName: string;
  readonly lines: readonly ProposedLine[];
  readonly chargeMinor: number;
  readonly creditMinor: number;
}

export type AdjustOutcome =
  | { readonly outcome: "changed_meanwhile"; readonly message: string; readonly proposals: Proposals }
  | {
      readonly outcome: "adjusted";
      readonly chargeIds: readonly string[];
      readonly creditIds: readonly string[];
      readonly chargeMinor: number;
      readonly creditMinor: number;
      readonly change: Committed;
    };
