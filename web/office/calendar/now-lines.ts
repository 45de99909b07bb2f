import { dateAt, type IsoDate } from "../../../tenant-schema/dates.ts";

/** Where the clocks of the locations stand. */
export interface NowLine {
  readonly timeZone: string;
  readonly date: IsoDate;
  readonly minute: number;
}

/** One a time zone: at four o'clock in Chicago it is three in Denver, and each class keeps the time of its own place. */
export function nowLines(timeZones: Iterable<string>, nowMs: number): NowLine[] {
  return [...new Set(timeZones)].map((timeZone) => ({
    timeZone,
    date: dateAt(nowMs, timeZone),
    minute: minuteOf(nowMs, timeZone),
  }));
}

function minuteOf(nowMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(nowMs);
  const value = (type: "hour" | "minute") => Number(parts.find((part) => part.type === type)?.value);
  return value("hour") * 60 + value("minute");
}

/** "CST" for Chicago in winter. */
export function zoneName(timeZone: string, atMs: number, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(atMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
