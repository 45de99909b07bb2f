import { addDays, dateAt, type IsoDate, startOfDateMs } from "../../../../tenant-schema/dates.ts";

export interface Rhythm {
  readonly rhythm: "weekly" | "monthly";
  /** Weekly: 1 is Monday; monthly: a day that a month lacks is its last. */
  readonly day: number;
  /** Of the day, on the school's clock. */
  readonly minute: number;
}

/** The next time after an instant, in the school's time zone. A clock change moves it by what the clock moved. */
export function nextDue(when: Rhythm, afterMs: number, timeZone: string): number {
  let date = dateAt(afterMs, timeZone);
  for (;;) {
    if (isDay(when, date)) {
      const at = startOfDateMs(date, timeZone) + when.minute * 60_000;
      if (at > afterMs) return at;
    }
    date = addDays(date, 1);
  }
}

function isDay({ rhythm, day }: Rhythm, date: IsoDate): boolean {
  if (rhythm === "weekly") return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 === day;
  const [year, month, today] = date.split("-").map(Number) as [number, number, number];
  return today === Math.min(day, new Date(Date.UTC(year, month, 0)).getUTCDate());
}
