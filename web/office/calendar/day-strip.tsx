import { For } from "solid-js";
import { calendarSpan } from "../../../worker/domains/calendar/values.ts";
import { formats } from "../../shared/formats.ts";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import { datesOf, stepped } from "./span.ts";
import { createSwipe } from "./swipe.ts";

/** The week of the day that is shown: press a day, or swipe to the week before or after. */
export function DayStrip(props: { state: CalendarState }) {
  const { state } = props;
  const dates = () => datesOf(calendarSpan("week", state.date(), localeNow()));
  // A week on or back, on the same weekday.
  const swipe = createSwipe((by) => state.setDate(stepped("week", state.date(), by)));
  return (
    <fieldset class="grid grid-cols-7 gap-1 px-3 pb-2" data-no-print {...swipe}>
      <legend class="sr-only">Days of the week</legend>
      <For each={dates()}>
        {(date) => (
          <button
            type="button"
            aria-pressed={date === state.date()}
            class="cal-strip-day"
            classList={{ "cal-strip-today": date === state.today() }}
            onClick={() => state.setDate(date)}
          >
            <span class="sr-only">{formats().date(date, { dateStyle: "full" })}</span>
            <span class="text-2xs" aria-hidden="true">
              {formats().date(date, { weekday: "narrow" })}
            </span>
            <span class="text-md font-semibold tabular-nums" aria-hidden="true">
              {Number(date.slice(8))}
            </span>
          </button>
        )}
      </For>
    </fieldset>
  );
}
