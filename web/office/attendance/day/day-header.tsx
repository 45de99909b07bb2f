import { For, Show } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { CalendarIcon, ChevronLeftIcon, ChevronRightIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { longDay } from "../attendance-words.ts";
import { type Day, type DayFilter, dayFilters } from "./day-state.ts";

const labels: Record<DayFilter, string> = { all: "All", open: "To take", taken: "Taken" };

export function DayHeader(props: { day: Day }) {
  const { day } = props;
  const isToday = () => day.date() === day.today();
  return (
    <header class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3 sm:px-6">
      <PageTitle title="Attendance" />
      <div class="flex items-center gap-1 max-sm:ml-auto" data-no-print>
        <IconButton
          label="Previous day"
          keys="ArrowLeft"
          icon={ChevronLeftIcon}
          onPointerEnter={() => day.warm(-1)}
          onClick={() => day.step(-1)}
        />
        <Button
          aria-disabled={isToday() || undefined}
          class={isToday() ? "text-ink-3" : ""}
          onClick={() => day.setDate(day.today())}
        >
          Today
        </Button>
        <IconButton
          label="Next day"
          keys="ArrowRight"
          icon={ChevronRightIcon}
          onPointerEnter={() => day.warm(1)}
          onClick={() => day.step(1)}
        />
      </div>
      <DayPicker day={day} />
      <span class="flex-1 max-sm:hidden" />
      <div class="flex flex-wrap items-center gap-2 max-sm:basis-full" data-no-print>
        <Show when={day.hasMine() || day.isMineOnly()}>
          <button
            type="button"
            aria-pressed={day.isMineOnly()}
            class="h-8 rounded-sm border border-line-strong px-2.5 text-ink-2 hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:h-11"
            onClick={day.toggleMine}
          >
            My classes
          </button>
        </Show>
        <Filters day={day} />
      </div>
    </header>
  );
}

function DayPicker(props: { day: Day }) {
  let picker!: HTMLInputElement;
  return (
    <div class="relative min-w-0 max-sm:basis-full">
      <h2 class="contents">
        <button
          type="button"
          class="-ml-2 flex h-8 min-w-0 items-center gap-2 rounded-sm px-2 text-md font-semibold tracking-tight hover:bg-hover sm:ml-0 pointer-coarse:h-11"
          onClick={() => picker.showPicker()}
        >
          <span class="truncate" aria-live="polite">
            {longDay(props.day.date())}
          </span>
          <span class="text-ink-3" data-no-print>
            <CalendarIcon />
          </span>
          <span class="sr-only">, choose another date</span>
        </button>
      </h2>
      <input
        ref={picker}
        type="date"
        tabindex="-1"
        aria-label="Date"
        class="pointer-events-none absolute bottom-0 left-2 size-px opacity-0"
        value={props.day.date()}
        onChange={(event) => event.currentTarget.value && props.day.setDate(event.currentTarget.value)}
      />
    </div>
  );
}

function Filters(props: { day: Day }) {
  return (
    <fieldset class="flex h-8 rounded-sm bg-sunken p-0.5 max-sm:flex-1 pointer-coarse:h-11">
      <legend class="sr-only">Show</legend>
      <For each={dayFilters}>
        {(filter) => (
          <button
            type="button"
            aria-pressed={filter === props.day.state()}
            class="rounded-xs px-2.5 font-book whitespace-nowrap text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-1 max-sm:flex-1"
            onClick={() => props.day.setState(filter)}
          >
            {labels[filter]} <span class="tabular-nums">{props.day.countOf(filter)}</span>
          </button>
        )}
      </For>
    </fieldset>
  );
}
