import { Show } from "solid-js";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import type { CalendarState } from "./calendar-state.ts";

/** A thin line over the grid, late enough that nothing flashes; the grid itself stands where it will be. */
export function Waiting(props: { state: CalendarState }) {
  return (
    <Show when={!props.state.isHere()}>
      <div class="late absolute inset-x-0 top-0 z-20" role="status" data-no-print>
        <ProgressTrack label="Loading the calendar" done={0} total={null} class="rounded-none!" />
        <p class="cal-slow mx-auto mt-3 w-fit rounded-full bg-raised px-3 py-1 text-sm text-ink-2 shadow-2">
          Still asking for these days …
        </p>
      </div>
    </Show>
  );
}
