import { Temporal } from "temporal-polyfill";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";

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
 * do meanwhile. What a date's clock does is asked once in an isolate's life, since it is the same for everybody.
 */
export class ZoneClock {
  readonly timeZone: string;
  readonly #midnights: Map<IsoDate, number | null>;

  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.#midnights = midnightsOf(timeZone);
  }

  instants({ onDate, startMinute, durationMinutes }: LocalTime): Instants {
    const midnight = this.#steadyMidnight(onDate);
    const startsAtMs =
      midnight === null ? this.#startOf(onDate, startMinute) : midnight + startMinute * MINUTE_MS;
    return { startsAtMs, endsAtMs: startsAtMs + durationMinutes * MINUTE_MS };
  }

  /** Midnight of a date of 24 hours; null for one on which the clocks change. */
  #steadyMidnight(date: IsoDate): number | null {
    const known = this.#midnights.get(date);
    if (known !== undefined) return known;
    const start = this.#startOf(date, 0);
    const steady = this.#startOf(addDays(date, 1), 0) - start === 1_440 * MINUTE_MS ? start : null;
    if (this.#midnights.size >= MOST_DATES) this.#midnights.clear();
    this.#midnights.set(date, steady);
    return steady;
  }

  #startOf(date: IsoDate, minute: number): number {
    const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
    return Temporal.PlainDate.from(date)
      .toPlainDateTime(time)
      .toZonedDateTime(this.timeZone, { disambiguation: "compatible" }).epochMilliseconds;
  }
}

const MOST_DATES = 2_000;
const zones = new Map<string, Map<IsoDate, number | null>>();

function midnightsOf(timeZone: string): Map<IsoDate, number | null> {
  const known = zones.get(timeZone) ?? new Map<IsoDate, number | null>();
  zones.set(timeZone, known);
  return known;
}

/** One clock a zone, for lists of meetings at several locations. */
export function zoneClocks(): (timeZone: string) => ZoneClock {
  const clocks = new Map<string, ZoneClock>();
  return (timeZone) => {
    const clock = clocks.get(timeZone) ?? new ZoneClock(timeZone);
    clocks.set(timeZone, clock);
    return clock;
  };
}
