import { addDays, firstDayOfMonth, type IsoDate, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import type { Period } from "./schemas.ts";

export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The days of a period as seen from a day; weeks begin on Monday. */
export function spanOf(period: Period, on: IsoDate, custom: { from?: string; to?: string } = {}): Span {
  const monday = addDays(on, -((new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7));
  const year = Number(on.slice(0, 4));
  switch (period) {
    case "today":
      return { from: on, to: on };
    case "yesterday":
      return { from: addDays(on, -1), to: addDays(on, -1) };
    case "this_week":
      return { from: monday, to: addDays(monday, 6) };
    case "last_week":
      return { from: addDays(monday, -7), to: addDays(monday, -1) };
    case "this_month":
      return monthOf(on);
    case "last_month":
      return monthOf(addDays(`${on.slice(0, 7)}-01`, -1));
    case "this_year":
      return { from: `${year}-01-01`, to: `${year}-12-31` };
    case "last_year":
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case "custom":
      return { from: custom.from ?? on, to: custom.to ?? custom.from ?? on };
  }
}

function monthOf(date: IsoDate): Span {
  return { from: firstDayOfMonth(date), to: lastDayOfMonth(date) };
}
