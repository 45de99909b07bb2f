// What became of an act on the ledger, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";

/**
 * How an act is taken back while nothing depends on it: by a reversing act, never by deleting rows. Null: not at all, as
 * with a refund.
 */
export type Reversal =
  | { readonly act: "void_charges"; readonly ids: readonly string[] }
  | { readonly act: "void_payment" | "void_credit"; readonly id: string }
  | { readonly act: "deallocate"; readonly paymentId: string; readonly targets: readonly Applied[] }
  | { readonly act: "allocate"; readonly paymentId: string; readonly targets: readonly Applied[] }
  | {
      readonly act: "reallocate";
      readonly paymentId: string;
      readonly from: readonly Applied[];
      readonly to: readonly Applied[];
    }
  | null;

/** A part of a payment that pays a line. */
export interface Applied {
  readonly lineId: string;
  readonly amountMinor: number;
}

export interface ChargeAnswer {
  readonly id: string;
  readonly totalMinor: number;
  readonly reversal: Reversal;
  readonly change: Committed;
}

/** What a charge would come to: tax and due day by the school's rules. Nothing is written. */
export interface ChargePreview {
  readonly title: string;
  readonly dueOn: string;
  readonly lines: readonly {
    readonly netMinor: number;
    readonly taxMinor: number;
    readonly totalMinor: number;
  }[];
  readonly totalMinor: number;
}

/** One charge of a group as it would be made. */
export interface GroupChargeRow {
  readonly familyId: string;
  readonly familyName: string;
  readonly studentNames: readonly string[];
  readonly lines: number;
  readonly totalMinor: number;
}
export interface GroupChargePreview {
  readonly title: string;
  readonly dueOn: string;
  readonly rows: readonly GroupChargeRow[];
  /** Chosen, but no longer there. */
  readonly missing: number;
  readonly charges: number;
  readonly totalMinor: number;
}
export type GroupChargeOutcome =
  | {
      readonly outcome: "changed_since_preview";
      readonly message: string;
      readonly preview: GroupChargePreview;
    }
  /** Too many to wait for: it goes on in the background. */
  | { readonly outcome: "started"; readonly taskId: string; readonly change: Committed }
  | {
      readonly outcome: "charged";
      readonly ids: readonly string[];
      readonly totalMinor: number;
      readonly reversal: Reversal;
      readonly change: Committed;
    };

/** How far such a one is; when it is over, how what it charged is taken back. */
export interface GroupChargeProgress {
  readonly status: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly done: number;
  readonly total: number;
  readonly message: string | null;
  readonly reversal: Reversal;
}

/** What became of a void, in order of precedence. */
export type VoidOutcome =
  | { readonly outcome: "already_voided"; readonly message: string }
  | {
      readonly outcome: "voided";
      /** What had paid it and lies on the family's account again. */
      readonly releasedMinor: number;
      readonly change: Committed;
    };

export interface PaymentAnswer {
  readonly id: string;
  readonly applied: readonly Applied[];
  readonly unappliedMinor: number;
  readonly reversal: Reversal;
  readonly change: Committed;
}

/** What became of taking a payment or credit back, in order of precedence. */
export type ClosePaymentOutcome =
  | { readonly outcome: "already_closed"; readonly message: string }
  /** Cards and bank payments are voided or refunded at their processor. */
  | { readonly outcome: "through_processor"; readonly message: string }
  | { readonly outcome: "refunded_before"; readonly message: string }
  | {
      readonly outcome: "voided";
      /** Lines that are open again. */
      readonly released: readonly Applied[];
      readonly change: Committed;
    };

/** What became of a refund, in order of precedence. */
export type RefundOutcome =
  | { readonly outcome: "is_credit"; readonly message: string }
  | { readonly outcome: "already_closed"; readonly message: string }
  | { readonly outcome: "pending"; readonly message: string }
  | { readonly outcome: "wrong_route"; readonly message: string }
  | { readonly outcome: "too_much"; readonly message: string; readonly refundableMinor: number }
  | {
      readonly outcome: "refunded";
      readonly id: string;
      /** Lines that are open again because their payment went back, newest allocation first. */
      readonly released: readonly Applied[];
      readonly reversal: null;
      readonly change: Committed;
    };

export interface AllocationAnswer {
  readonly applied: readonly Applied[];
  readonly released: readonly Applied[];
  readonly unappliedMinor: number;
  readonly reversal: Reversal;
  readonly change: Committed;
}

export type ApplyCreditsOutcome =
  | { readonly outcome: "nothing_on_account"; readonly message: string }
  | { readonly outcome: "nothing_open"; readonly message: string }
  | {
      readonly outcome: "applied";
      readonly applied: readonly (Applied & { readonly paymentId: string })[];
      readonly appliedMinor: number;
      readonly change: Committed;
    };
