import { Temporal } from "temporal-polyfill";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { MadeOnce } from "../../../tenant-schema/made-once.ts";

const MINUTE_MS = 60_000;

/** When something starts and ends by the clock on the wall. */
export interface LocalTime {
  readonly onDate: IsoDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
}

export interface Instants {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/**
 * The instants of meetings in one time zone. A start in the hour that a clock change skips is as much later as the
 * hour is long, one in a doubled hour is the first of the two; a meeting lasts as long as it says whatever the clocks
 * do meanwhile. What a date's clock does is asked once.
 */
export class ZoneClock {
  readonly timeZone: string;
  readonly #midnights = new MadeOnce<number | null>(2_000);

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  instants({ onDate, startMinute, durationMinutes }: LocalTime): Instants {
    const midnight = this.#steadyMidnight(onDate);
    const startsAtMs =
      midnight === null ? this.#startOf(onDate, startMinute) : midnight + startMinute * MINUTE_MS;
    return { startsAtMs, endsAtMs: startsAtMs + durationMinutes * MINUTE_MS };
  }

  /** Midnight of a date of 24 hours; null for one on which the clocks change. */
  #steadyMidnight(date: IsoDate): number | null {
    return this.#midnights.of(date, () => {
      const start = this.#startOf(date, 0);
      return this.#startOf(addDays(date, 1), 0) - start === 1_440 * MINUTE_MS ? start : null;
    });
  }

  #startOf(date: IsoDate, minute: number): number {
    const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
    return Temporal.PlainDate.from(date)
      .toPlainDateTime(time)
      .toZonedDateTime(this.timeZone, { disambiguation: "compatible" }).epochMilliseconds;
  }
}

const clocks = new MadeOnce<ZoneClock>(500);

/** The clock of a zone, which is the same for everybody. */
export function zoneClock(timeZone: string): ZoneClock {
  return clocks.of(timeZone, () => new ZoneClock(timeZone));
}
