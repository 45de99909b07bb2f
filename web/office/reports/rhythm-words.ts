import type { ReportSchedule } from "../../../worker/domains/reports/shapes.ts";
import { formats } from "../../shared/formats.ts";

// 5 January 2026 is a Monday.
const dayName = (day: number) =>
  formats().date(`2026-01-${String(4 + day).padStart(2, "0")}`, { weekday: "long" });

export const weekdays = () =>
  Array.from({ length: 7 }, (_, i) => ({ value: String(i + 1), label: dayName(i + 1) }));

/** "Mondays at 7:00 AM", "on day 31 of the month at 7:00 AM". */
export function rhythmWords({
  rhythm,
  day,
  minute,
}: Pick<ReportSchedule, "rhythm" | "day" | "minute">): string {
  const clock = formats().clock(minute);
  return rhythm === "weekly"
    ? `Every ${dayName(day)} at ${clock}`
    : `On day ${day} of each month at ${clock}`;
}
