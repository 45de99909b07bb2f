// Yearly and one-time fees as they are answered.
import type { AnniversaryFeeInput } from "./schemas.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface AnniversaryFeeRow extends AnniversaryFeeInput {
  readonly id: string;
  readonly version: number;
  /** How many families and students have another amount or day. */
  readonly exceptions: number;
}

export interface AnniversaryFeesPage {
  readonly rows: readonly AnniversaryFeeRow[];
  readonly programs: readonly Named[];
  readonly categories: readonly Named[];
  readonly locations: readonly Named[];
}

export interface FeeException {
  readonly id: string;
  readonly version: number;
  readonly familyId: string;
  readonly familyName: string;
  readonly studentId: string | null;
  readonly studentName: string | null;
  readonly amountMinor: number | null;
  readonly nextOn: string | null;
}

export interface FeeExceptions {
  readonly rows: readonly FeeException[];
  /** There are more than are answered. */
  readonly isCut: boolean;
}
