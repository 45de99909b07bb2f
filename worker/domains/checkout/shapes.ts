// What sending off a cart answers, for the wire and the screens.
import type { Cart } from "../cart/shapes.ts";
import type { PayOutcome } from "../payments/shapes.ts";

/** What became of one line. */
export interface DoneLine {
  readonly itemId: string;
  readonly what: "enrolled" | "requested" | "waitlisted";
  readonly kind: "active" | "trial" | "single_day" | "wait";
  readonly enrollmentId: string | null;
  readonly classId: string;
  readonly className: string;
  readonly locationId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** The place in the queue of whoever waits. */
  readonly position: number | null;
}

/** What a cart came to, as it is kept with it. */
export interface CheckoutRecord {
  readonly loginId: string;
  readonly lines: readonly DoneLine[];
  readonly chargeIds: readonly string[];
  readonly totalMinor: number;
  readonly creditMinor: number;
  /** What the card or bank account was asked for. */
  readonly payMinor: number;
  /** What is owed by the due dates of the school. */
  readonly laterMinor: number;
}

/** Where a cart that was sent off stands; `reopened`: the payment failed, and the places are held for another try. */
export interface CheckoutState {
  readonly outcome: "done" | "paying" | "reopened";
  readonly cartId: string;
  readonly record: CheckoutRecord;
  readonly pay: PayOutcome | null;
  /** The bank waits for the payer's word, as the attempt itself says: a reload need not ask the processor to know it. */
  readonly awaitsPayer: boolean;
  /** The receipt of what was paid. */
  readonly paymentId: string | null;
}

/** The cart is not what was seen, or cannot be sent off like this: nothing was done. */
export interface CheckoutRefused {
  readonly outcome: "changed";
  readonly reason: "cart" | "price" | "promo" | "place" | "line" | "empty";
  readonly message: string;
  readonly cart: Cart;
}
export type CheckoutOutcome = CheckoutState | CheckoutRefused;

/** What the screen of the checkout needs besides the cart. */
export interface CheckoutOptions {
  /** Whether the school takes payments here at all. */
  readonly takesPayments: boolean;
  readonly takesCards: boolean;
  readonly takesBankAccounts: boolean;
  readonly requiresMethod: boolean;
  readonly creditMinor: number;
  readonly methods: readonly CheckoutMethod[];
  readonly policies: readonly CheckoutPolicy[];
}

export interface CheckoutMethod {
  readonly id: string;
  readonly kind: "card" | "bank";
  readonly name: string;
  readonly isPrimary: boolean;
}

export interface CheckoutPolicy {
  readonly id: string;
  readonly versionId: string;
  readonly title: string;
  readonly body: string;
  readonly isRequired: boolean;
}
