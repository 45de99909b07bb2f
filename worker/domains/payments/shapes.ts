// What kept methods and payments through a processor answer, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";
import type { Applied } from "../ledger/outcomes.ts";

export type ProcessorKind = "stripe" | "sandbox";

/** How the processor's own fields are shown: by its script in a page of ours, or as a page of its own. */
export type Fields =
  | {
      readonly kind: "elements";
      readonly scriptUrl: string;
      readonly publishableKey: string;
      readonly clientSecret: string | null;
      readonly methodTypes: readonly string[];
    }
  | { readonly kind: "page"; readonly url: string };

/** What the payer's bank wants of them. */
export type PayerAction =
  | {
      readonly kind: "elements";
      readonly scriptUrl: string;
      readonly publishableKey: string;
      readonly clientSecret: string;
    }
  | { readonly kind: "page"; readonly url: string };

/** What such a page tells the window that opened it; the token is null when the payer gave up. */
export interface FieldsMessage {
  readonly source: "chalkline-fields";
  readonly id: string;
  readonly token: string | null;
}

export interface KeptMethod {
  readonly id: string;
  readonly kind: "card" | "bank";
  readonly brand: string | null;
  readonly last4: string;
  readonly expiresMonth: number | null;
  readonly expiresYear: number | null;
  /** By the school's date: a card is good until the end of its month. */
  readonly expiry: "good" | "soon" | "expired";
  readonly holder: string | null;
  readonly guardianName: string | null;
  readonly isPrimary: boolean;
  /** Whether it belongs to the family's primary guardian, so that it may be the primary one. */
  readonly mayBePrimary: boolean;
  /** Whether drafts can be taken from it; autopay without that takes nothing. */
  readonly mayDraft: boolean;
  readonly autopayAt: number | null;
  readonly autopayBy: string | null;
  readonly invalidReason: string | null;
  readonly version: number;
}

/** A payment or draft that is under way, or came to nothing lately. */
export interface AttemptFacts {
  readonly id: string;
  readonly purpose: "pay" | "draft" | "refund";
  readonly state: AttemptState;
  readonly amountMinor: number;
  readonly message: string | null;
  readonly methodName: string | null;
  readonly createdAt: number;
  /** When a declined draft is tried again. */
  readonly nextAt: number | null;
}
export type AttemptState =
  | "created"
  | "asked"
  | "processing"
  | "succeeded"
  | "declined"
  | "unknown"
  | "cancelled";

export interface FamilyMethods {
  /** Null: the school has connected no processor, so nothing can be kept or charged. */
  readonly processor: ProcessorKind | null;
  readonly primaryGuardianName: string | null;
  readonly methods: readonly KeptMethod[];
  readonly attempts: readonly AttemptFacts[];
}

export interface MethodBegun {
  readonly setupId: string;
  readonly fields: Fields;
  /** Whose card or account it is, so that the processor's fields need not ask again. */
  readonly payer: { readonly name: string | null; readonly email: string | null };
}

/** What became of entering a card or account, in order of precedence. */
export type FinishMethodOutcome =
  | { readonly outcome: "saved"; readonly methodId: string; readonly change: Committed | null }
  | { readonly outcome: "waiting"; readonly message: string }
  | { readonly outcome: "declined"; readonly message: string };

/** What became of paying with a kept method. */
export type PayOutcome = { readonly attemptId: string; readonly amountMinor: number } & (
  | { readonly outcome: "paid"; readonly paymentId: string; readonly message: string }
  | { readonly outcome: "pending"; readonly paymentId: string; readonly message: string }
  | { readonly outcome: "declined"; readonly message: string }
  | { readonly outcome: "needs_action"; readonly action: PayerAction; readonly message: string }
  | { readonly outcome: "unknown"; readonly message: string }
  | { readonly outcome: "cancelled"; readonly message: string }
);

/** What became of giving money back through the processor. */
export type RefundThroughOutcome =
  | { readonly outcome: "already_closed" | "wrong_route"; readonly message: string }
  | { readonly outcome: "too_much"; readonly message: string; readonly refundableMinor: number }
  | { readonly outcome: "refused"; readonly message: string }
  | { readonly outcome: "unknown"; readonly message: string }
  | {
      readonly outcome: "refunded" | "refund_pending" | "voided";
      readonly message: string;
      readonly released: readonly Applied[];
    };

/** What may be seen of a processor's keys. */
export interface ProcessorFacts {
  readonly kind: ProcessorKind;
  readonly publishableKey: string;
  readonly hasWebhookSecret: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ProcessorSettings {
  readonly connected: ProcessorFacts | null;
  /** What this deployment can connect. */
  readonly kinds: readonly ProcessorKind[];
  /** Where to try cards and banks without money, on a developer's machine only. */
  readonly sandboxHint: string | null;
}

export type ConnectOutcome =
  | { readonly outcome: "connected"; readonly settings: ProcessorSettings }
  | { readonly outcome: "refused" | "not_available" | "no_answer"; readonly message: string };
