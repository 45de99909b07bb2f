// What the family portal answers about waitlists, for the wire and the screens.
import type { CartFee } from "../cart/shapes.ts";
import type { InTheWay, OwnMoney } from "../enrollments/own-shapes.ts";
import type { WaitInfo } from "../enrollments/shapes.ts";

/** A place that is kept for a child, and what taking it would mean. */
export interface OwnOffer {
  readonly id: string;
  readonly version: number;
  readonly state: WaitInfo["state"];
  readonly className: string;
  readonly studentName: string;
  readonly expiresAt: number | null;
  readonly startsOn: string;
  readonly obstacles: readonly InTheWay[];
  readonly money: OwnMoney;
  /** Registration and yearly fees that come with it. */
  readonly fees: readonly CartFee[];
  readonly now: number;
}

export type AcceptOwnAnswer =
  | { readonly outcome: "enrolled"; readonly chargeMinor: number }
  | { readonly outcome: "refused"; readonly obstacles: readonly InTheWay[] }
  /** Somebody else has the place; the turn on the waitlist is kept. */
  | { readonly outcome: "place_gone"; readonly message: string };
