import type { Calendar } from "../../../worker/domains/calendar/shapes.ts";
import { clockText } from "./clock-text.ts";
import type { Column } from "./columns.ts";
import { type FaceWords, namesOf } from "./faces.ts";
import { zoneName } from "./now-lines.ts";

const nothing: Calendar = {
  meetings: [],
  programs: [],
  levels: [],
  locations: [],
  rooms: [],
  staff: [],
};

/** What the texts of all blocks have in common. */
export function wordsOf(
  columns: readonly Column[],
  calendar: Calendar | undefined,
  nowMs: number,
  locale: string,
): FaceWords {
  const zones = zonesOf(columns);
  const suffixes = new Map(zones.map((zone) => [zone, ` ${zoneName(zone, nowMs, locale)}`]));
  return {
    clock: clockText(locale),
    nowMs,
    names: namesOf(calendar ?? nothing),
    zoneOf: (timeZone) => (zones.length > 1 ? (suffixes.get(timeZone) ?? "") : ""),
  };
}

export const zonesOf = (columns: readonly Column[]): string[] => [
  ...new Set(columns.flatMap(({ meetings }) => meetings.map(({ timeZone }) => timeZone))),
];
