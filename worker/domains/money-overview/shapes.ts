// What the money overview answers. A month is written as ISO dates begin, "2026-11".
import type { IsoDate } from "../../../tenant-schema/dates.ts";

/** Revenue of a month and a program: charged less voided, by the day it counts for, without tax. */
export interface ProgramRevenue {
  readonly month: string;
  readonly programId: string | null;
  readonly minor: number;
}

/** Money of a month by method. What was voided or returned was never received. */
export interface MethodPayments {
  readonly month: string;
  readonly method: string;
  readonly receivedMinor: number;
  /** Refunded, or held by the bank while it is disputed. */
  readonly givenBackMinor: number;
}

/** How what was asked of cards and bank accounts ended, by the month in which it was asked. */
export interface AttemptCounts {
  readonly month: string;
  readonly succeeded: number;
  readonly declined: number;
}

/** What is open by how long it is due, and the money that pays nothing yet. */
export interface AgedTotals {
  readonly notDueMinor: number;
  readonly days1to30Minor: number;
  readonly days31to60Minor: number;
  readonly days61to90Minor: number;
  readonly daysOver90Minor: number;
  readonly unappliedMinor: number;
}

/** The current month, and the one before it: whole, and up to the same day of the month. */
export interface Compared {
  readonly minor: number;
  readonly beforeMinor: number;
  readonly beforeByDayMinor: number;
}

export interface MoneyOverview {
  /** The school's day on which it was asked. */
  readonly asOf: IsoDate;
  /** Oldest first; the last one is the current month. */
  readonly months: readonly string[];
  /** Those with revenue, the most first; null stands for what belongs to no program. */
  readonly programs: readonly { readonly id: string | null; readonly name: string }[];
  readonly revenue: readonly ProgramRevenue[];
  readonly taxes: readonly { readonly month: string; readonly minor: number }[];
  readonly payments: readonly MethodPayments[];
  readonly attempts: readonly AttemptCounts[];
  readonly receivables: AgedTotals;
  readonly totals: { readonly revenue: Compared; readonly tax: Compared; readonly received: Compared };
}
