import * as z from "zod/mini";
import type { Aging, MonthFigures } from "../../../analytics/figures.ts";

const MAX_MONTHS = 61;

export const dashboardFilter = z.object({
  group: z.optional(z.string().check(z.maxLength(60))),
  months: z._default(z.coerce.number().check(z.int(), z.minimum(2), z.maximum(MAX_MONTHS)), 13),
});
export type DashboardFilter = z.infer<typeof dashboardFilter>;

/** An account, as it stands and as it stood a month before. */
export interface DashboardAccount {
  readonly id: string;
  readonly name: string;
  readonly groupId: string | null;
  readonly currency: string;
  readonly syncedAt: number | null;
  readonly error: string | null;
  readonly now: MonthFigures;
  readonly before: MonthFigures;
  readonly aging: Aging;
  /** Which of these figures the reader's enterprise leaves them; the others are noughts. */
  readonly shows: { readonly people: boolean; readonly money: boolean };
}

/** What accounts of one currency took and are owed in a month. */
export type MoneyFigures = Pick<
  MonthFigures,
  "month" | "revenueMinor" | "receivedMinor" | "receivableMinor" | "unappliedMinor"
>;

export type PeopleFigures = Omit<MonthFigures, keyof Omit<MoneyFigures, "month">>;

export interface DashboardAnswer {
  readonly months: readonly string[];
  readonly people: readonly PeopleFigures[];
  /** The currency with the most revenue first. */
  readonly money: readonly {
    readonly currency: string;
    readonly months: readonly MoneyFigures[];
    readonly aging: Aging;
  }[];
  readonly accounts: readonly DashboardAccount[];
  /** Of how many accounts the reader's enterprise keeps figures from them. */
  readonly withheld: { readonly people: number; readonly money: number };
  /** The account that was read longest ago; null when one was never read. */
  readonly oldestSyncedAt: number | null;
}
