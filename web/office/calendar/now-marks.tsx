import { For } from "solid-js";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import { zonesOf } from "./calendar-words.ts";
import { clockText } from "./clock-text.ts";
import { type Hours, percentOf } from "./hours.ts";
import { nowLines, zoneName } from "./now-lines.ts";

/** The present minute across today's column, once for each time zone that is shown. */
export function NowMarks(props: { state: CalendarState; hours: Hours; axisPx: number }) {
  const zones = () => zonesShown(props.state);
  const isByDay = () => props.state.shownView() === "week";
  const lines = () => {
    const { state, hours } = props;
    return nowLines(zones(), state.nowMs()).flatMap((line) => {
      const at = state.dates().indexOf(line.date);
      const isShown = at !== -1 && line.minute >= hours.start && line.minute <= hours.end;
      return isShown ? [{ ...line, at }] : [];
    });
  };
  const label = (timeZone: string, minute: number) => {
    const time = clockText(localeNow()).time(minute);
    return zones().length > 1 ? `${time} ${zoneName(timeZone, props.state.nowMs(), localeNow())}` : time;
  };
  return (
    <For each={lines()}>
      {({ timeZone, minute, at }) => (
        <div
          class="cal-now"
          data-no-print
          style={{
            "grid-column": isByDay() ? `${at + 2} / span 1` : "2 / -1",
            "--cal-now": `${percentOf(minute, props.hours)}%`,
          }}
        >
          <span class="sr-only">Now: </span>
          <span class="cal-now-label">{label(timeZone, minute)}</span>
        </div>
      )}
    </For>
  );
}

/** The zones of the meetings that are shown; without any, that of the filtered location or of all. */
export function zonesShown(state: CalendarState): string[] {
  const shown = zonesOf(state.columns());
  const locations = state.query.data()?.locations ?? [];
  const chosen = locations.filter(({ id }) => id === state.filterValue("location"));
  const all = (chosen.length > 0 ? chosen : locations).map(({ timeZone }) => timeZone);
  return shown.length > 0 ? shown : [...new Set(all)];
}
