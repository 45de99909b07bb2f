// What the ledger answers, for the wire and the screens. Amounts are minor units of the account's one currency.
import type { LedgerSettings } from "../ledger-rules/schemas.ts";
import type { Applied } from "./outcomes.ts";
import type { PriceStory } from "./price-story.ts";
import type { EntryKind, LineKind } from "./schemas.ts";

export type ChargeStatus = "open" | "part_paid" | "paid" | "voided";
export type PaymentStatus =
  | "pending"
  | "settled"
  | "part_refunded"
  | "refunded"
  | "disputed"
  | "returned"
  | "voided";
export type PaymentMethod =
  | "card"
  | "echeck"
  | "terminal"
  | "cash"
  | "check"
  | "gift"
  | "coupon"
  | "house"
  | "other";
export type ChargeSource =
  | "manual"
  | "tuition"
  | "enrollment"
  | "late"
  | "anniversary"
  | "checkout"
  | "import";

/** An allocation as a document shows it. */
export interface Allocation extends Applied {
  readonly paymentId: string;
  readonly paymentNumber: number;
  readonly paymentTitle: string;
  readonly chargeId: string;
  readonly chargeNumber: number;
  readonly description: string;
  readonly effectiveOn: string;
}

export interface ChargeLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly description: string;
  readonly student: { readonly id: string; readonly name: string } | null;
  readonly enrollmentId: string | null;
  readonly classId: string | null;
  readonly program: string | null;
  readonly category: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly baseMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly earlyBirdMinor: number | null;
  readonly openMinor: number;
  /** How the price came about, step by step; null for a line typed by hand. */
  readonly trace: readonly unknown[] | null;
  readonly story: PriceStory | null;
  readonly voidedOn: string | null;
  readonly version: number;
}

/** One line of a family's ledger: something that moved its balance. */
export interface LedgerEntry {
  /** Unique within the family: the sequence of its first posting. */
  readonly seq: number;
  readonly kind: EntryKind;
  /** More exactly: charge, payment, credit, refund, refund_failed, charge_void, charge_line_void, payment_void, credit_void, return, dispute, dispute_won. */
  readonly act: string;
  readonly effectiveOn: string;
  readonly postedAt: number;
  /** Charge, payment, credit or refund. */
  readonly document: {
    readonly entity: "charges" | "payments" | "refunds";
    readonly id: string;
    readonly number: number;
  };
  /** The payment behind it, also of a refund. */
  readonly paymentId: string | null;
  readonly title: string;
  readonly locationId: string;
  readonly status: ChargeStatus | PaymentStatus;
  readonly method: PaymentMethod | null;
  readonly reference: string | null;
  readonly dueOn: string | null;
  /** What it added to what the family owes; negative for money that came in. */
  readonly amountMinor: number;
  /** What the family owed after it, in the order of the ledger. */
  readonly balanceMinor: number;
  /** Of a charge: still to be paid; of a payment: applied to nothing yet. */
  readonly openMinor: number;
  readonly lines: readonly {
    readonly id: string;
    readonly description: string;
    readonly amountMinor: number;
  }[];
  /** What pays the charge, or what the payment pays. */
  readonly applied: readonly {
    readonly number: number;
    readonly title: string;
    readonly amountMinor: number;
  }[];
  readonly reason: string | null;
}

export interface FamilyLedger {
  readonly entries: readonly LedgerEntry[];
  readonly nextCursor: string | null;
}

/** A family's money at a glance. */
export interface FamilyMoney {
  /** What it owes less what it has on account; negative: the school owes. */
  readonly balanceMinor: number;
  readonly openMinor: number;
  readonly pastDueMinor: number;
  readonly unappliedMinor: number;
  readonly nextDue: { readonly dueOn: string; readonly amountMinor: number } | null;
  readonly lastPayment: {
    readonly id: string;
    readonly receivedOn: string;
    readonly amountMinor: number;
    readonly method: PaymentMethod;
  } | null;
}

export interface OpenLine {
  readonly lineId: string;
  readonly chargeId: string;
  readonly chargeNumber: number;
  readonly title: string;
  readonly description: string;
  readonly studentName: string | null;
  readonly dueOn: string;
  readonly totalMinor: number;
  readonly openMinor: number;
}

/** What a family has to pay and what could pay it; fills the payment form. */
export interface OpenItems {
  readonly dueMinor: number;
  readonly lines: readonly OpenLine[];
  readonly onAccount: readonly {
    readonly paymentId: string;
    readonly number: number;
    readonly kind: "payment" | "credit";
    readonly method: PaymentMethod;
    readonly title: string;
    readonly receivedOn: string;
    readonly unappliedMinor: number;
  }[];
}

export interface HistoryLine {
  readonly changeId: string;
  readonly at: number;
  readonly by: string;
  readonly summary: string;
}

export interface ChargeDetail {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly familyId: string;
  readonly familyName: string;
  readonly locationId: string;
  readonly title: string;
  readonly chargeOn: string;
  readonly dueOn: string;
  readonly earlyBirdOn: string | null;
  readonly source: ChargeSource;
  readonly runId: string | null;
  readonly rulesId: string | null;
  readonly note: string | null;
  readonly voidedOn: string | null;
  readonly voidReason: string | null;
  readonly status: ChargeStatus;
  readonly totalMinor: number;
  readonly openMinor: number;
  readonly lines: readonly ChargeLine[];
  readonly allocations: readonly Allocation[];
  readonly history: readonly HistoryLine[];
}

export interface PaymentDetail {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly kind: "payment" | "credit";
  readonly familyId: string;
  readonly familyName: string;
  readonly locationId: string;
  readonly method: PaymentMethod;
  readonly title: string;
  readonly amountMinor: number;
  readonly receivedOn: string;
  readonly settledOn: string | null;
  readonly closedOn: string | null;
  readonly closeReason: string | null;
  readonly reference: string | null;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly note: string | null;
  readonly status: PaymentStatus;
  readonly unappliedMinor: number;
  readonly refundedMinor: number;
  /** What an office refund may still give back: of what is applied, too. */
  readonly refundableMinor: number;
  readonly allocations: readonly Allocation[];
  readonly refunds: readonly RefundLine[];
  readonly history: readonly HistoryLine[];
}

export interface RefundLine {
  readonly id: string;
  readonly number: number;
  readonly amountMinor: number;
  readonly refundedOn: string;
  readonly method: string;
  readonly status: "pending" | "done" | "failed";
  readonly reason: string;
}

/** What the forms of the ledger offer. */
export interface LedgerOptions {
  readonly currency: string;
  readonly today: string;
  readonly rules: LedgerSettings;
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly programs: readonly { readonly id: string; readonly name: string }[];
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly may: {
    readonly charge: boolean;
    readonly voidCharges: boolean;
    readonly pay: boolean;
    readonly credit: boolean;
    readonly refund: boolean;
    readonly typeTax: boolean;
    readonly lockPeriod: boolean;
  };
}
