import type { ProcessorKind } from "../../../control-plane/schema.ts";
import type { Decline } from "./declines.ts";
import type { WebhookReading } from "./events.ts";

export const METHOD_KINDS = ["card", "bank_account"] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** What a school gave us so that money goes to its own account; opened just before use, never logged. */
export interface ProcessorAccess {
  readonly accountId: string;
  readonly kind: ProcessorKind;
  readonly publishableKey: string;
  readonly secretKey: string;
}

/** The processors of this deployment. The sandbox is among them only where `/local/…` exists. */
export interface PaymentProviders {
  readonly kinds: readonly ProcessorKind[];
  /** Costs nothing until something is asked of it. Null: this deployment has no such processor. */
  processorFor(access: ProcessorAccess): PaymentProcessor | null;
  /** Null as above. Without a secret every delivery is forged, and what was stored can still be parsed. */
  webhooksOf(kind: ProcessorKind, webhookSecret: string | null): WebhookReader | null;
}

export interface WebhookReader {
  /** Whether a delivery is the processor's own, recent and unaltered, and what it says. */
  read(delivery: WebhookDelivery): Promise<WebhookReading>;
  /** What a delivery says that was verified and stored before; its signature is not looked at again. */
  parseStored(body: string): WebhookReading;
}

/**
 * One school's processor. Nothing here throws for what the outside world may do: a refusal, an outage and a time-out
 * are outcomes, and no outcome carries a secret. Every call ends within its time limit. `…Token` is the processor's
 * own name of a thing; `attemptId`, `refundId`, `setupId` are ours and are the idempotency keys: the same key with
 * the same content does the thing once, however often it is asked for.
 */
export interface PaymentProcessor {
  readonly kind: ProcessorKind;
  /** One customer a family: keep its token. Asked again with the same content within a day it answers the same one. */
  saveCustomer(customer: CustomerInput): Promise<CustomerOutcome>;
  /** Opens the processor's own fields, on which a payer types a card or names a bank account to be kept. */
  beginSetup(setup: SetupInput): Promise<FieldsOutcome>;
  /** What became of a setup: asked when the payer returns, and again when a webhook says that it ended. */
  readSetup(setupToken: string): Promise<SetupOutcome>;
  /** Opens the fields for a payment of this amount; the token that they give is charged with `charge`. */
  beginPayment(payment: PaymentFieldsInput): Promise<FieldsOutcome>;
  /** Forgets a saved method. */
  removeMethod(methodToken: string): Promise<"removed" | "not_found" | "refused" | "processor_down">;
  /** Takes money. After `processor_down` nobody knows: ask `findCharge`, or charge again with the same attempt. */
  charge(charge: ChargeInput): Promise<ChargeOutcome>;
  /** What became of an attempt, by our key; never takes money. */
  findCharge(sought: ChargeSought): Promise<ChargeOutcome | { readonly outcome: "not_found" }>;
  /** Gives back all or a part of a settled payment. */
  refund(refund: RefundInput): Promise<RefundOutcome>;
  /** Takes back a whole payment before it settled, or gives up one that waits for its payer. */
  voidCharge(refund: VoidInput): Promise<RefundOutcome>;
  /** What became of a refund or void, by our key. */
  findRefund(sought: RefundSought): Promise<RefundOutcome>;
  /** Makes the processor call this address; the answer's secret is kept with the address. */
  connectWebhook(url: string): Promise<ConnectOutcome>;
}

/** Nothing happened: our configuration or request was refused; `words` are for staff. */
export interface Refused {
  readonly outcome: "refused";
  readonly code: "wrong_key" | "not_permitted" | "bad_request";
  readonly words: string;
}

/** No answer in time, or one that does not say: it may have happened or not. */
export interface ProcessorDown {
  readonly outcome: "processor_down";
}

export interface CustomerInput {
  readonly familyId: string;
  readonly name: string;
  readonly email: string | null;
}
export type CustomerOutcome =
  | { readonly outcome: "saved"; readonly customerToken: string }
  | Refused
  | ProcessorDown;

export interface SetupInput {
  readonly setupId: string;
  readonly customerToken: string;
  readonly methodKinds: readonly MethodKind[];
  /** Where the sandbox's page, or a bank's, sends the payer when no window is open to tell. */
  readonly returnUrl: string;
}

export interface PaymentFieldsInput {
  readonly attemptId: string;
  readonly customerToken: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly methodKinds: readonly MethodKind[];
  readonly returnUrl: string;
}

/**
 * How a portal shows the fields. `elements`: the processor's script is loaded and given these; with a client secret
 * for a setup, without one for a payment of the stated amount. `page`: opened in a window or walked to; it posts
 * `FieldsMessage` to whoever opened it, or returns to `returnUrl?fields=<token>`.
 */
export type Fields =
  | {
      readonly kind: "elements";
      readonly scriptUrl: string;
      readonly publishableKey: string;
      readonly clientSecret: string | null;
      readonly methodTypes: readonly string[];
    }
  | { readonly kind: "page"; readonly url: string };
export type FieldsOutcome =
  | { readonly outcome: "open"; readonly setupToken: string | null; readonly fields: Fields }
  | Refused
  | ProcessorDown;

/**
 * What the sandbox's page tells its opener: that a setup's fields are filled in (then ask `readSetup`), a fresh token to
 * charge once, or that a payment was confirmed (then ask `findCharge`). The token is null when the payer gave up.
 */
export interface FieldsMessage {
  readonly source: "chalkline-fields";
  /** Our id of the setup or attempt. */
  readonly id: string;
  readonly token: string | null;
}

export interface Method {
  readonly methodToken: string;
  readonly customerToken: string | null;
  readonly kind: MethodKind;
  /** A card's brand (`visa`) or a bank's name. */
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
  readonly holderName: string | null;
  readonly holderAddress: string | null;
  /** The payer's standing permission to debit a bank account. */
  readonly mandateToken: string | null;
}

export type SetupOutcome =
  | { readonly outcome: "saved"; readonly method: Method }
  /** The payer has not finished, or a bank account waits for its check. */
  | { readonly outcome: "waiting" }
  | { readonly outcome: "declined"; readonly decline: Decline }
  | { readonly outcome: "not_found" }
  | Refused
  | ProcessorDown;

export type ChargeSource =
  | { readonly kind: "saved"; readonly methodToken: string; readonly mandateToken: string | null }
  /** A token that the fields gave, usable once. */
  | { readonly kind: "fresh"; readonly token: string; readonly saveForLater: boolean };

export interface ChargeInput {
  readonly attemptId: string;
  readonly familyId: string;
  readonly customerToken: string;
  readonly source: ChargeSource;
  readonly methodKind: MethodKind;
  readonly amountMinor: number;
  readonly currency: string;
  /** Whether the payer is there to answer their bank; drafts are `off_session`. */
  readonly presence: "on_session" | "off_session";
  /** What stands beside the amount in the processor's own lists: "Summit Gymnastics, receipt 1042". */
  readonly description: string;
  readonly returnUrl: string;
}

/** What the payer must do before the payment goes on: in the processor's script, or on a page. */
export type PayerAction =
  | {
      readonly kind: "elements";
      readonly scriptUrl: string;
      readonly publishableKey: string;
      readonly clientSecret: string;
    }
  | { readonly kind: "page"; readonly url: string };

export interface Taken {
  readonly chargeToken: string;
  readonly amountMinor: number;
  /** Null when the processor's answer does not name it (a lookup of an old one). */
  readonly method: Method | null;
}

export type ChargeOutcome =
  | ({ readonly outcome: "succeeded" } & Taken)
  /** On its way, as an eCheck is for days; a webhook tells the end. */
  | ({ readonly outcome: "processing" } & Taken)
  /** `chargeToken` stays open until its payer acts or `voidCharge` gives it up. */
  | { readonly outcome: "requires_action"; readonly chargeToken: string; readonly action: PayerAction }
  | { readonly outcome: "declined"; readonly chargeToken: string | null; readonly decline: Decline }
  | ProcessorDown;

export interface ChargeSought {
  readonly attemptId: string;
  readonly customerToken: string;
  /** When known, the answer is exact and costs one call; else the customer's payments since then are looked through. */
  readonly chargeToken: string | null;
  readonly sinceMs: number;
}

export interface RefundInput {
  readonly refundId: string;
  readonly attemptId: string;
  readonly chargeToken: string;
  readonly amountMinor: number;
  readonly currency: string;
}
export type VoidInput = Pick<RefundInput, "refundId" | "attemptId" | "chargeToken">;

export interface RefundSought {
  readonly refundId: string;
  readonly chargeToken: string;
}

export type RefundOutcome =
  | { readonly outcome: "succeeded"; readonly refundToken: string; readonly amountMinor: number }
  /** Accepted; a webhook tells the end. */
  | { readonly outcome: "processing"; readonly refundToken: string; readonly amountMinor: number }
  | { readonly outcome: "not_found" }
  /** The payment has not settled: void it, or wait. */
  | { readonly outcome: "unsettled" }
  /** So much is no longer there to be given back; `leftMinor` is, when the processor says. */
  | { readonly outcome: "already_refunded"; readonly leftMinor: number | null }
  | { readonly outcome: "failed"; readonly words: string }
  | ProcessorDown;

export type ConnectOutcome =
  | { readonly outcome: "connected"; readonly webhookSecret: string }
  | Refused
  | ProcessorDown;

export interface WebhookDelivery {
  /** As it came, byte for byte: the signature is over it. */
  readonly body: string;
  readonly headers: Headers;
  readonly nowMs: number;
}
