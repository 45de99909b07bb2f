import { addDays, dateAt, type IsoDate } from "../../../../tenant-schema/dates.ts";
import { zoneClock } from "../../meetings/meeting-time.ts";

export interface Rhythm {
  readonly rhythm: "weekly" | "monthly";
  /** Weekly: 1 is Monday; monthly: a day that a month lacks is its last. */
  readonly day: number;
  /** Of the day, on the school's clock. */
  readonly minute: number;
}

/** The next time after an instant, by the clock on the wall of the school's time zone. */
export function nextDue(when: Rhythm, afterMs: number, timeZone: string): number {
  const clock = zoneClock(timeZone);
  let date = dateAt(afterMs, timeZone);
  for (;;) {
    if (isDay(when, date)) {
      const { startsAtMs } = clock.instants({ onDate: date, startMinute: when.minute, durationMinutes: 0 });
      if (startsAtMs > afterMs) return startsAtMs;
    }
    date = addDays(date, 1);
  }
}

function isDay({ rhythm, day }: Rhythm, date: IsoDate): boolean {
  if (rhythm === "weekly") return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 === day;
  const [year, month, today] = date.split("-").map(Number) as [number, number, number];
  return today === Math.min(day, new Date(Date.UTC(year, month, 0)).getUTCDate());
}
