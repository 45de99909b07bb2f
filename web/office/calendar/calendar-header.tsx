import { Show } from "solid-js";
import { followAfterPaint } from "../../shared/after-paint.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { CalendarIcon, ChevronLeftIcon, ChevronRightIcon, EllipsisIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import type { CalendarState } from "./calendar-state.ts";
import { dateRange } from "./date-text.ts";
import type { MeetingActs } from "./meeting-acts.ts";
import { Segments } from "./segments.tsx";

const views = [
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "staff", label: "Staff" },
  { value: "room", label: "Room" },
] as const;

const layouts = [
  { value: "grid", label: "Time grid" },
  { value: "stacked", label: "Stacked" },
] as const;

/** "November 22 – 28, 2026" or "Tuesday, November 24, 2026". */
export function periodText(state: CalendarState): string {
  const { from, to } = state.askedSpan();
  if (from === to) {
    const weekday = state.isNarrow() ? "short" : "long";
    const month = state.isNarrow() ? "short" : "long";
    return formats().date(from, { weekday, month, day: "numeric", year: "numeric" });
  }
  return dateRange(from, to);
}

/** Where in time one is, how it is shown, and what can be done with many meetings at once. */
export function CalendarHeader(props: { state: CalendarState; acts: MeetingActs }) {
  const { state } = props;
  const step = () => (state.askedView() === "week" ? "week" : "day");
  const isNow = () => state.askedSpan().from <= state.today() && state.today() <= state.askedSpan().to;
  return (
    <header class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3 sm:px-6">
      <PageTitle title="Calendar" />
      <span class="order-1 basis-full sm:hidden" />
      <div class="flex items-center gap-1 max-sm:order-2" data-no-print>
        <IconButton
          label={`Previous ${step()}`}
          keys="ArrowLeft"
          icon={ChevronLeftIcon}
          onClick={() => state.step(-1)}
        />
        <Button aria-disabled={isNow() || undefined} onClick={() => state.setDate(state.today())}>
          Today
        </Button>
        <IconButton
          label={`Next ${step()}`}
          keys="ArrowRight"
          icon={ChevronRightIcon}
          onClick={() => state.step(1)}
        />
      </div>
      <PeriodPicker state={state} />
      <div
        class="flex flex-1 flex-wrap items-center justify-end gap-2 max-sm:order-4 max-sm:basis-full max-sm:justify-start"
        data-no-print
      >
        <Segments
          label="View"
          options={state.isNarrow() ? views.filter(({ value }) => value !== "week") : views}
          value={state.askedView()}
          onChange={state.setView}
        />
        <Show when={!state.isNarrow()}>
          <Segments label="Layout" options={layouts} value={state.layout()} onChange={state.setLayout} />
        </Show>
      </div>
      <MoreMenu {...props} />
    </header>
  );
}

function PeriodPicker(props: { state: CalendarState }) {
  let picker!: HTMLInputElement;
  const { state } = props;
  // A field of a date is laid out anew for every other one, and this one is seen by nobody.
  const picked = followAfterPaint(state.date);
  return (
    <div class="relative min-w-0 max-sm:order-3 max-sm:flex-1">
      <h2 class="contents">
        <button
          type="button"
          class="flex h-8 min-w-0 items-center gap-2 rounded-sm px-2 text-md font-semibold tracking-tight hover:bg-hover pointer-coarse:h-11"
          onClick={() => picker.showPicker()}
        >
          <span class="truncate" aria-live="polite">
            {periodText(state)}
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
        value={picked()}
        onChange={(event) => event.currentTarget.value && state.setDate(event.currentTarget.value)}
      />
    </div>
  );
}

function MoreMenu(props: { state: CalendarState; acts: MeetingActs }) {
  const { acts } = props;
  return (
    <div class="max-sm:ml-auto" data-no-print>
      <Menu
        label="More for the calendar"
        triggerClass={buttonClass({ variant: "plain", class: "w-8 px-0! pointer-coarse:w-11" })}
        placement="bottom-end"
        trigger={<EllipsisIcon />}
      >
        <Show when={can("classes", "full")}>
          <MenuItem
            label="Cancel many meetings …"
            onSelect={() => acts.ask({ kind: "cancel", meeting: undefined })}
          />
          <MenuItem
            label="Somebody is away …"
            onSelect={() => acts.ask({ kind: "away", staffId: undefined })}
          />
          <MenuLine />
        </Show>
        <MenuItem label="Subscribe …" onSelect={() => acts.ask({ kind: "subscribe" })} />
        <MenuItem label="Print" onSelect={() => setTimeout(() => print(), 300)} />
      </Menu>
    </div>
  );
}
