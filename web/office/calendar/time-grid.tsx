// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
import { createEffect, createMemo, createSignal, Index, onCleanup, onMount, Show, untrack } from "solid-js";
import { createBlockEvents } from "./block-events.ts";
import { focusedBlock, keepOneReachable } from "./block-focus.ts";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import type { Carry } from "./carry.ts";
import { clockText } from "./clock-text.ts";
import type { Space } from "./column-content.ts";
import { ColumnHead } from "./column-head.tsx";
import { startDrag } from "./drag.ts";
import { createDrawing } from "./drawing.ts";
import { GridColumn, type GridScene } from "./grid-column.tsx";
import { type Hours, hoursOf, percentOf } from "./hours.ts";
import type { MeetingActs } from "./meeting-acts.ts";
import { nowLines } from "./now-lines.ts";
import { NowMarks, zonesShown } from "./now-marks.tsx";

interface Size {
  readonly width: number;
  readonly height: number;
}

interface TimeGridProps {
  state: CalendarState;
  acts: MeetingActs;
  carry: Carry;
}

const axisPx = 56;
const headPx = 52;
const leastLanePx = 58;
const leastHourPx = 52;
const leastColumnPx = { week: 0, day: 0, staff: 152, room: 152 };

export function TimeGrid(props: TimeGridProps) {
  const { state, acts, carry } = props;
  let scroller!: HTMLDivElement;
  let scrolledPx = 0;
  const size = createSize(() => scroller);
  const isMeasured = () => size().width > 0;
  const hours = createMemo<Hours>((before) => hoursOf(spansOf(state), before));
  const columnPx = createMemo(() => {
    const share = (size().width - axisPx) / Math.max(1, state.columns().length);
    return Math.max(share, leastColumnPx[state.shownView()]);
  });
  // The whole day is seen without scrolling where it can be.
  const hourPx = createMemo(() => {
    const count = (hours().end - hours().start) / 60;
    return Math.max(leastHourPx, Math.floor((size().height - headPx) / count));
  });
  const space = createMemo<Space | undefined>(() => {
    const mostLanes = Math.max(1, Math.floor(columnPx() / leastLanePx));
    return isMeasured() ? { hours: hours(), mostLanes, columnPx: columnPx(), hourPx: hourPx() } : undefined;
  });
  const drawing = createDrawing({
    isAtOnce: () => untrack(state.open) !== "",
    firstAt: () => Math.floor(scrolledPx / untrack(columnPx)),
    onDrawn: () => keepOneReachable(scroller),
  });
  const scene: GridScene = { state, carry, drawing, space, hours };
  const events = createBlockEvents({ scope: () => scroller, state, acts, carry, settle: drawing.settle });

  let isPlaced = false;
  createEffect(() => {
    const from = isPlaced || !isMeasured() ? undefined : busiestFrom(state);
    if (from === undefined) return;
    isPlaced = true;
    scroller.scrollTop = ((from - hours().start) / 60) * hourPx();
  });

  return (
    <section
      ref={scroller}
      tabindex="0"
      aria-label={`${state.shownView()} calendar`}
      class="cal-scroller"
      data-print-whole
      onScroll={() => {
        scrolledPx = scroller.scrollLeft;
      }}
      onClick={events.onClick}
      onKeyDown={events.onKeyDown}
      onPointerDown={(event) => {
        drawing.settle();
        startDrag(event, scroller, { state, carry, hours });
      }}
      onFocusOut={() => carry.isCarrying() && !focusedBlock(scroller) && carry.cancel()}
    >
      <div
        class="cal-grid"
        classList={{ "cal-wide": state.columns().length > 7, "cal-carrying": carry.isCarrying() }}
        style={{ "--cal-columns": state.columns().length, "--cal-hours": (hours().end - hours().start) / 60 }}
      >
        <div class="cal-corner" />
        <Index each={state.columns()}>
          {(column) => <ColumnHead column={column} state={state} acts={acts} />}
        </Index>
        <Axis hours={hours()} />
        <Index each={state.columns()}>
          {(column, at) => <GridColumn column={column} at={at} scene={scene} />}
        </Index>
        <Show when={hours()}>{(shown) => <NowMarks state={state} hours={shown()} axisPx={axisPx} />}</Show>
      </div>
      <p class="sr-only" aria-live="assertive">
        {carry.words()}
      </p>
    </section>
  );
}

function createSize(element: () => HTMLElement) {
  const [size, setSize] = createSignal({ width: 0, height: 0 }, { equals: sameSize });
  onMount(() => {
    const measure = () => setSize({ width: element().clientWidth, height: element().clientHeight });
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element());
    onCleanup(() => observer.disconnect());
  });
  return size;
}

const sameSize = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** Where the eyes should land when not all of the day fits: an hour before now, else where most of it begins. */
function busiestFrom(state: CalendarState): number | undefined {
  const starts = spansOf(state)
    .map(({ start }) => start)
    .sort((a, b) => a - b);
  const usual = starts[Math.floor(starts.length / 5)];
  if (usual === undefined) return undefined;
  const now = nowLines(zonesShown(state), state.nowMs()).find(({ date }) => state.dates().includes(date));
  return (now ? Math.min(now.minute - 30, usual) : usual) - 30;
}

const spansOf = (state: CalendarState) =>
  state.columns().flatMap(({ meetings }) =>
    meetings.map(({ startMinute, durationMinutes }) => ({
      start: startMinute,
      end: startMinute + durationMinutes,
    })),
  );

function Axis(props: { hours: Hours }) {
  const marks = () =>
    Array.from(
      { length: (props.hours.end - props.hours.start) / 60 },
      (_, at) => props.hours.start + at * 60,
    );
  return (
    <div class="cal-axis" aria-hidden="true">
      <Index each={marks()}>
        {(minute) => (
          <span style={{ top: `${percentOf(minute(), props.hours)}%` }}>
            {clockText(localeNow()).hour(minute())}
          </span>
        )}
      </Index>
    </div>
  );
}
