// What a family owes, has paid and pays with, as it is answered.
import type { CheckoutOptions, CheckoutPolicy } from "../checkout/shapes.ts";
import type { PriceStory } from "../ledger/price-story.ts";
import type { AttemptFacts, FamilyMethods, PayOutcome } from "../payments/shapes.ts";

export interface OwedLine {
  readonly id: string;
  readonly chargeNumber: number;
  readonly description: string;
  readonly studentName: string | null;
  readonly chargeOn: string;
  readonly dueOn: string;
  readonly totalMinor: number;
  readonly openMinor: number;
  /** How the amount came about; null where somebody typed it. */
  readonly story: PriceStory | null;
}

export interface Owed {
  readonly lines: readonly OwedLine[];
  readonly owedMinor: number;
  readonly today: string;
  readonly options: CheckoutOptions;
  /** A payment of which nobody knows yet what became of it; nothing else is taken meanwhile. */
  readonly underWay: (Pick<AttemptFacts, "id" | "amountMinor"> & { readonly isAsked: boolean }) | null;
}

/** One payment of the family, as the page shows it on which its payer confirms it. */
export interface OwnAttempt {
  readonly id: string;
  readonly amountMinor: number;
  /** `waiting`: the bank wants the payer to confirm; `late`: it did, and the time for that is over. */
  readonly state: "waiting" | "late" | "paid" | "pending" | "declined" | "cancelled" | "unknown";
  readonly methodName: string | null;
  /** The last day to confirm it. */
  readonly confirmBy: string | null;
  /** The day on which it is tried again by itself. */
  readonly retryOn: string | null;
  readonly message: string | null;
  readonly lines: readonly {
    readonly description: string;
    readonly studentName: string | null;
    readonly amountMinor: number;
  }[];
}

export type PayOwedOutcome =
  | { readonly outcome: "changed"; readonly message: string }
  | {
      readonly outcome: "done";
      /** What lay on account and paid first. */
      readonly creditMinor: number;
      /** Null where credit paid all of it. */
      readonly pay: PayOutcome | null;
    };

export interface OwnMethods extends FamilyMethods {
  readonly takesCards: boolean;
  readonly takesBankAccounts: boolean;
  /** The texts for charges that go on by themselves. */
  readonly policies: readonly CheckoutPolicy[];
}
