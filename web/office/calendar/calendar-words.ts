import { createMemo } from "solid-js";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import { clockText } from "./clock-text.ts";
import { type FaceWords, namesOf } from "./faces.ts";
import { zoneName } from "./now-lines.ts";
import { zonesShown } from "./now-marks.tsx";

const noNames = {
  meetings: [],
  programs: [],
  levels: [],
  locations: [],
  rooms: [],
  staff: [],
};
/** Blocks tell past from future by the minute; more often would draw them for nothing. */
const minuteMs = 60_000;

/** What the texts of all blocks have in common. */
export function createWords(state: CalendarState) {
  const names = createMemo(() => namesOf(state.query.data() ?? noNames));
  const minute = createMemo(() => Math.floor(state.nowMs() / minuteMs) * minuteMs);
  const zones = createMemo(() => zonesShown(state).join(" "));
  return createMemo((): FaceWords => {
    const locale = localeNow();
    const isOne = !zones().includes(" ");
    const atMs = minute();
    const suffixes = new Map(
      zones()
        .split(" ")
        .map((zone) => [zone, zone ? ` ${zoneName(zone, atMs, locale)}` : ""]),
    );
    return {
      clock: clockText(locale),
      nowMs: atMs,
      names: names(),
      zoneOf: (timeZone) => (isOne ? "" : (suffixes.get(timeZone) ?? "")),
    };
  });
}
