import type { Store } from "../../../analytics/database.ts";
import { type AccountFigures, type MonthFigures, readFigures } from "../../../analytics/figures.ts";
import { addMonths, dateAt, firstDayOfMonth } from "../../../tenant-schema/dates.ts";
import type { VisibleAccount } from "../store/visible-accounts.ts";

/** The last months, the present one among them. */
export function lastMonths(nowMs: number, count: number): string[] {
  const first = firstDayOfMonth(dateAt(nowMs, "UTC"));
  return Array.from({ length: count }, (_, i) => addMonths(first, i - count + 1).slice(0, 7));
}

/** An account with its figures, each by its own calendar. */
export type FiguredVisible = VisibleAccount & Omit<AccountFigures, "accountId">;

export async function figuresOf(
  store: Store,
  accounts: readonly VisibleAccount[],
  months: readonly string[],
  nowMs: number,
): Promise<FiguredVisible[]> {
  const asked = accounts.map(({ id, timeZone }) => ({ id, today: dateAt(nowMs, timeZone) }));
  const figures = await readFigures(store, asked, months);
  return figures.map(({ accountId: _, ...found }, i) => ({ ...(accounts[i] as VisibleAccount), ...found }));
}

const NUMBERS = [
  "enrollments",
  "started",
  "ended",
  "places",
  "filled",
  "students",
  "studentsBefore",
  "studentsLost",
  "revenueMinor",
  "receivedMinor",
  "receivableMinor",
  "unappliedMinor",
] as const;

/** The months of several accounts as those of one. */
export function together(
  months: readonly string[],
  series: readonly (readonly MonthFigures[])[],
): MonthFigures[] {
  return months.map((month, i) => {
    const sums = Object.fromEntries(
      NUMBERS.map((name) => [name, series.reduce((sum, one) => sum + (one[i]?.[name] ?? 0), 0)]),
    );
    return { month, ...sums } as unknown as MonthFigures;
  });
}
