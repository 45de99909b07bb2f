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

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than a frame has for it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const options = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const made = new Intl.DateTimeFormat("en-GB", options);
  clocks.set(timeZone, made);
  return made;
}

function minuteOf(nowMs: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(nowMs);
  const value = (type: "hour" | "minute") => Number(parts.find((part) => part.type === type)?.value);
  return value("hour") * 60 + value("minute");
}

const zoneNames = new Map<string, Intl.DateTimeFormat>();

/** "CST" for Chicago in winter. */
export function zoneName(timeZone: string, atMs: number, locale: string): string {
  const key = `${locale} ${timeZone}`;
  const format = zoneNames.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" });
  zoneNames.set(key, format);
  return format.formatToParts(atMs).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
