// What the lists over all families answer.
import type { ChargeStatus, PaymentStatus } from "../ledger/shapes.ts";
import type { TransactionKind } from "./schemas.ts";

/** A charge, payment, credit or refund of the whole account. */
export interface Transaction {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly number: number;
  readonly on: string;
  readonly family: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly method: string | null;
  readonly locationId: string;
  readonly amountMinor: number;
  readonly openMinor: number;
  readonly status: ChargeStatus | PaymentStatus | "failed";
}

/** What a family owes by how long it is due, on a day. */
export interface AgedFamily {
  readonly familyId: string;
  readonly name: string;
  readonly notDueMinor: number;
  readonly days1to15Minor: number;
  readonly days16to30Minor: number;
  readonly days31to60Minor: number;
  readonly days61to90Minor: number;
  readonly daysOver90Minor: number;
  readonly unappliedMinor: number;
  readonly totalMinor: number;
}

export interface Receivables {
  readonly asOf: string;
  readonly knownAt: number | null;
  readonly families: readonly AgedFamily[];
}
