import { For, Show } from "solid-js";
import { formats } from "../../../shared/formats.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { dayText, isOneDay } from "../words.ts";
import type { Enrollment } from "./enroll-state.ts";
import { daysWith } from "./meeting-days.ts";

const suggested = 4;

/** The first and perhaps the last day, or the one day, with the days on which the class meets next. */
export function DaysPart(props: { enrollment: Enrollment }) {
  const { form } = props.enrollment;
  const single = () => isOneDay(form.values.kind);
  return (
    <div class="flex flex-col gap-2">
      <Show
        when={single()}
        fallback={
          <div class="grid gap-3 sm:grid-cols-2">
            <DateInput field={form.field("startsOn")} label="First day" />
            <DateInput field={form.field("endsOn")} label="Last day" optional />
          </div>
        }
      >
        <DateInput field={form.field("startsOn")} label="Day" />
        <NextDays enrollment={props.enrollment} />
      </Show>
    </div>
  );
}

function NextDays(props: { enrollment: Enrollment }) {
  const { form, weekdays } = props.enrollment;
  const days = () => daysWith(weekdays(), formats().today(), suggested);
  return (
    <Show when={days().length > 0}>
      <div class="flex flex-wrap items-center gap-1.5">
        <span class="text-sm text-ink-3">Next:</span>
        <For each={days()}>
          {(day) => (
            <button
              type="button"
              class="hit h-7 rounded-full border border-line-strong px-2.5 text-sm tabular-nums hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:h-9"
              aria-pressed={form.values.startsOn === day}
              onClick={() => form.set("startsOn", day)}
            >
              {dayText(day)}
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}
