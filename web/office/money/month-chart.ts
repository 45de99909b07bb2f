import type { MoneyOverview } from "../../../worker/domains/money-overview/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { methodWords } from "./words.ts";

export interface Series {
  readonly key: string;
  readonly label: string;
}

/** Figures by month and series, as bars and as a table. */
export interface MonthChart {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly months: readonly string[];
  /** Columns of the table. */
  readonly series: readonly Series[];
  /** What the bars are stacked from, the lowest first: no more than there are fills. */
  readonly bars: readonly Series[];
  /** Columns beside the total, not part of it. */
  readonly apart: readonly Series[];
  readonly value: (month: string, key: string) => number;
  readonly total: (month: string) => number;
  readonly format: (value: number) => string;
  /** What stands for the whole month. */
  readonly figure: (month: string) => string;
  readonly totalLabel: string;
  readonly href: (month: string, key?: string) => string | undefined;
  /** Every bar is as high as the chart: shares rather than amounts. */
  readonly isShare?: boolean;
}

const MOST_BARS = 5;
const NO_PROGRAM = "none";
const OTHERS = "others";

export const monthName = (month: string, style: "short" | "long") =>
  formats().date(`${month}-01`, style === "long" ? { month: "long", year: "numeric" } : { month: "short" });

function sums<Row extends { readonly month: string }>(
  rows: readonly Row[],
  key: (row: Row) => string,
  value: (row: Row) => number,
) {
  const found = new Map<string, number>();
  for (const row of rows) {
    const place = `${row.month} ${key(row)}`;
    found.set(place, (found.get(place) ?? 0) + value(row));
  }
  return (month: string, of: string) => found.get(`${month} ${of}`) ?? 0;
}

type Links = (month: string, key?: string) => string | undefined;

export function revenueChart(overview: MoneyOverview, link: Links): MonthChart {
  const series = overview.programs.map(({ id, name }) => ({ key: id ?? NO_PROGRAM, label: name }));
  const of = sums(
    overview.revenue,
    (row) => row.programId ?? NO_PROGRAM,
    (row) => row.minor,
  );
  const tax = sums(
    overview.taxes,
    () => "tax",
    (row) => row.minor,
  );
  const rest = series.slice(MOST_BARS);
  // One more is named rather than called “others”.
  const hasOthers = rest.length > 1;
  const others = { key: OTHERS, label: "Other programs" };
  const value = (month: string, key: string) => {
    if (key === "tax") return tax(month, key);
    return key === OTHERS ? rest.reduce((sum, one) => sum + of(month, one.key), 0) : of(month, key);
  };
  const total = (month: string) => series.reduce((sum, { key }) => sum + of(month, key), 0);
  return {
    id: "revenue",
    title: "Revenue by program",
    about: "Charged less voided, by the day it counts for. Tax stands apart.",
    months: overview.months,
    series,
    bars: hasOthers ? [...series.slice(0, MOST_BARS), others] : series,
    apart: [{ key: "tax", label: "Tax" }],
    ...{ value, total, format: formats().money, totalLabel: "Revenue" },
    figure: (month) => formats().money(total(month)),
    href: (month, key) => link(month, key === NO_PROGRAM || key === "tax" ? undefined : key),
  };
}

export function paymentsChart(overview: MoneyOverview, link: Links): MonthChart {
  const present = new Set(overview.payments.map(({ method }) => method));
  const series = Object.entries(methodWords)
    .filter(([key]) => present.has(key))
    .map(([key, label]) => ({ key, label }));
  const received = sums(
    overview.payments,
    (row) => row.method,
    (row) => row.receivedMinor,
  );
  const back = sums(
    overview.payments,
    () => "back",
    (row) => row.givenBackMinor,
  );
  const total = (month: string) => series.reduce((sum, { key }) => sum + received(month, key), 0);
  return {
    id: "payments",
    title: "Payments by method",
    about: "Money that came in, without what was voided or returned. Refunds and disputes stand apart.",
    months: overview.months,
    ...{ series, bars: series, apart: [{ key: "back", label: "Given back" }] },
    value: (month, key) => (key === "back" ? back(month, key) : received(month, key)),
    ...{ total, format: formats().money, totalLabel: "Received" },
    figure: (month) => formats().money(total(month)),
    href: (month, key) => link(month, key === "back" ? undefined : key),
  };
}

export function successChart(overview: MoneyOverview, link: Links): MonthChart {
  const succeeded = sums(
    overview.attempts,
    () => "",
    (row) => row.succeeded,
  );
  const declined = sums(
    overview.attempts,
    () => "",
    (row) => row.declined,
  );
  const value = (month: string, key: string) => (key === "succeeded" ? succeeded : declined)(month, "");
  const total = (month: string) => value(month, "succeeded") + value(month, "declined");
  const series = [
    { key: "succeeded", label: "Succeeded" },
    { key: "declined", label: "Declined" },
  ];
  return {
    id: "success",
    title: "Payments that succeeded",
    about: "Of what was asked of cards and bank accounts, how much was answered with yes.",
    months: overview.months,
    ...{ series, bars: series, apart: [], value, total, isShare: true },
    format: formats().number,
    figure: (month) => (total(month) === 0 ? "–" : percent(value(month, "succeeded"), total(month))),
    totalLabel: "Success",
    href: (month) => link(month),
  };
}

/** Never rounded up to all. */
function percent(part: number, whole: number): string {
  return `${formats().number(Math.floor((1000 * part) / whole) / 10)}%`;
}
