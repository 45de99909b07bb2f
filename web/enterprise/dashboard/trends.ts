import type { DashboardAnswer } from "../../../worker/enterprise/dashboard/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { moneyIn } from "./money.ts";
import type { TrendFigures } from "./trend.tsx";

const asPercent = (value: number) => `${Math.round(value * 10) / 10} %`;
const asPoints = (value: number) => `${Math.round(value * 10) / 10} points`;
const share = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : null);

/** The figures that the dashboard shows by month, those of money in one currency. */
export function trendsOf(answer: DashboardAnswer, currency: string | undefined): TrendFigures[] {
  const isAnyShown = answer.accounts.some(({ shows }) => shows.people);
  return [...(isAnyShown ? peopleTrends(answer) : []), ...moneyTrends(answer, currency)];
}

function peopleTrends({ months, people }: DashboardAnswer): TrendFigures[] {
  const count = (value: number) => formats().number(value);
  return [
    {
      title: "Enrollments",
      about: "Active enrollments at the end of the month; this month, today.",
      value: (i) => people[i]?.enrollments ?? null,
      ...{ months, format: count },
    },
    {
      title: "Fill rate",
      about: "Of the weekly places that classes have, how many are taken.",
      value: (i) => share(people[i]?.filled ?? 0, people[i]?.places ?? 0),
      top: 100,
      ...{ months, format: asPercent, difference: asPoints },
    },
    {
      title: "Openings",
      about: "Weekly places that nobody has taken.",
      value: (i) => Math.max(0, (people[i]?.places ?? 0) - (people[i]?.filled ?? 0)),
      ...{ months, format: count },
    },
    {
      title: "Retention",
      about:
        "Of the students there at the end of the month before, how many are there at the end of this one, as known today.",
      value: (i) => {
        const { studentsBefore = 0, studentsLost = 0 } = people[i] ?? {};
        return share(studentsBefore - studentsLost, studentsBefore);
      },
      top: 100,
      ...{ months, format: asPercent, difference: asPoints },
    },
  ];
}

function moneyTrends({ months, money: all }: DashboardAnswer, currency: string | undefined): TrendFigures[] {
  const money = all.find((one) => one.currency === currency);
  if (!money) return [];
  const format = moneyIn(money.currency);
  return [
    {
      title: "Revenue",
      about: "Charged less voided, by the day it counts for.",
      value: (i) => money.months[i]?.revenueMinor ?? null,
      ...{ months, format },
    },
    {
      title: "Receivables",
      about: "What families owe at the end of the month, before money that was applied to nothing yet.",
      value: (i) => money.months[i]?.receivableMinor ?? null,
      ...{ months, format },
    },
  ];
}
