import type { Store } from "../../../analytics/database.ts";
import { type AccountFigures, type MonthFigures, readFigures } from "../../../analytics/figures.ts";
import { addMonths, dateAt, firstDayOfMonth } from "../../../tenant-schema/dates.ts";
import { isLeft, type VisibleAccount } from "../store/visible-accounts.ts";

/** The last months. A month is the present one as soon as all accounts are in it: before, it would show too little. */
export function lastMonths(
  accounts: readonly { readonly timeZone: string }[],
  nowMs: number,
  count: number,
): string[] {
  const [today = dateAt(nowMs, "UTC")] = accounts.map(({ timeZone }) => dateAt(nowMs, timeZone)).sort();
  const first = firstDayOfMonth(today);
  return Array.from({ length: count }, (_, i) => addMonths(first, i - count + 1).slice(0, 7));
}

/** An account with its figures, each by its own calendar. */
export type FiguredVisible = VisibleAccount & Omit<AccountFigures, "accountId"> & { readonly shows: Shown };

/** Which figures of an account are left to the reader by their enterprise; the others are noughts. */
export interface Shown {
  readonly people: boolean;
  readonly money: boolean;
}

export async function figuresOf(
  store: Store,
  accounts: readonly VisibleAccount[],
  months: readonly string[],
  nowMs: number,
): Promise<FiguredVisible[]> {
  const asked = accounts.map(({ id, timeZone }) => ({ id, today: dateAt(nowMs, timeZone) }));
  const figures = await readFigures(store, asked, months);
  return figures.map(({ months: series, aging }, i) => {
    const account = accounts[i] as VisibleAccount;
    const shows = { people: isLeft(account, "enrollments"), money: isLeft(account, "money_overview") };
    const hidden = [...(shows.people ? [] : PEOPLE), ...(shows.money ? [] : MONEY)];
    return {
      ...account,
      shows,
      months: series.map((month) => ({ ...month, ...noughts(hidden) })),
      aging: shows.money ? aging : NOTHING_OWED,
    };
  });
}

const PEOPLE = [
  "enrollments",
  "started",
  "ended",
  "places",
  "filled",
  "students",
  "studentsBefore",
  "studentsLost",
] as const;
const MONEY = ["revenueMinor", "receivedMinor", "receivableMinor", "unappliedMinor"] as const;
const NUMBERS = [...PEOPLE, ...MONEY];
const NOTHING_OWED = { notDueMinor: 0, to30Minor: 0, to60Minor: 0, to90Minor: 0, over90Minor: 0 };

function noughts(names: readonly (typeof NUMBERS)[number][]): Partial<MonthFigures> {
  return Object.fromEntries(names.map((name) => [name, 0]));
}

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
