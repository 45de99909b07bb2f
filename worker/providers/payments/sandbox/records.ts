import type { Decline } from "../declines.ts";
import type { DisputeReason } from "../events.ts";
import type { ChargeInput, Method, MethodKind } from "../payments.ts";

export interface CustomerRecord {
  readonly customerToken: string;
  readonly familyId: string;
  readonly name: string;
  readonly email: string | null;
}

/** A card or account that somebody typed. Of its number only the last four digits are kept. */
export interface MethodRecord extends Method {
  readonly scenario: string;
  /** The attempt that used a fresh one up; null while it is fresh, or saved. */
  readonly usedBy: string | null;
  readonly isRemoved: boolean;
  readonly createdAtMs: number;
}

export interface SetupRecord {
  readonly setupId: string;
  readonly customerToken: string;
  readonly state: "open" | "checking" | "saved" | "declined";
  readonly methodToken: string | null;
  readonly decline: Decline | null;
}

/** One opened page: to save a method, to pay once, or to confirm a payment. */
export interface FieldsRecord {
  readonly id: string;
  readonly purpose: "setup" | "payment" | "action";
  /** The setup's or attempt's id. */
  readonly ofId: string;
  readonly customerToken: string;
  readonly methodKinds: readonly MethodKind[];
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly returnUrl: string;
}

export interface RefundRecord {
  readonly refundId: string;
  readonly refundToken: string;
  readonly amountMinor: number;
  readonly state: "succeeded" | "processing" | "failed";
}

export interface DisputeRecord {
  readonly disputeToken: string;
  readonly reason: DisputeReason;
  readonly state: "open" | "won" | "lost";
}

/** What can happen to a payment, by itself on its day or by a button. */
export const ACTS = [
  "settle",
  "return",
  "dispute",
  "win_dispute",
  "lose_dispute",
  "finish_refund",
  "fail_refund",
  "confirm",
  "refuse",
] as const;
export type Act = (typeof ACTS)[number];

export interface ChargeRecord
  extends Pick<
    ChargeInput,
    "attemptId" | "familyId" | "customerToken" | "amountMinor" | "currency" | "description"
  > {
  readonly chargeToken: string;
  readonly method: Method;
  readonly scenario: string;
  /** The content of the request that made it: the same key with other content is refused. */
  readonly content: string;
  readonly state: "succeeded" | "processing" | "requires_action" | "declined" | "canceled" | "returned";
  readonly decline: Decline | null;
  /** The refund key under which it was given up before any money moved. */
  readonly canceledBy: string | null;
  readonly createdAtMs: number;
  /** From then on it is refunded rather than voided. */
  readonly settlesAtMs: number;
  readonly refunds: readonly RefundRecord[];
  readonly dispute: DisputeRecord | null;
  readonly plans: readonly { readonly atMs: number; readonly act: Act }[];
  /** How many events it made; numbers them. */
  readonly events: number;
}

export const CHARGE_PREFIX = "sandbox_charge_";

export function attemptOf(chargeToken: string): string | null {
  return chargeToken.startsWith(CHARGE_PREFIX) ? chargeToken.slice(CHARGE_PREFIX.length) : null;
}

/** What can still be given back. */
export function leftOf(charge: ChargeRecord): number {
  const given = charge.refunds.filter(({ state }) => state !== "failed");
  return given.reduce((left, { amountMinor }) => left - amountMinor, charge.amountMinor);
}
