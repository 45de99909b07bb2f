import { addDays, dateAt, firstDayOfMonth, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type ZoneClock, zoneClock } from "../meetings/meeting-time.ts";

export interface MonthlyTime {
  /** 1 to 28, so that every month has it. */
  readonly dayOfMonth: number;
  readonly minuteOfDay: number;
}

export interface Occurrence {
  readonly on: IsoDate;
  readonly atMs: number;
}

/** The first time after an instant, by the clock on the wall of the school: once a month, whatever the clocks do. */
export function nextOccurrence(time: MonthlyTime, afterMs: number, timeZone: string): Occurrence {
  const clock = zoneClock(timeZone);
  const month = firstDayOfMonth(dateAt(afterMs, timeZone));
  const own = inMonth(time, month, clock);
  return own.atMs > afterMs ? own : inMonth(time, firstDayOfMonth(addDays(month, 31)), clock);
}

/** The last time that has come by an instant. */
export function latestOccurrence(time: MonthlyTime, untilMs: number, timeZone: string): Occurrence {
  const clock = zoneClock(timeZone);
  const month = firstDayOfMonth(dateAt(untilMs, timeZone));
  const own = inMonth(time, month, clock);
  return own.atMs <= untilMs ? own : inMonth(time, firstDayOfMonth(addDays(month, -1)), clock);
}

function inMonth({ dayOfMonth, minuteOfDay }: MonthlyTime, month: IsoDate, clock: ZoneClock): Occurrence {
  const on = addDays(month, dayOfMonth - 1);
  const { startsAtMs } = clock.instants({ onDate: on, startMinute: minuteOfDay, durationMinutes: 0 });
  return { on, atMs: startsAtMs };
}
