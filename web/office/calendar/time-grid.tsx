// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
import { createEffect, createMemo, createSignal, Index, onCleanup, onMount, Show } from "solid-js";
import { createBlockEvents } from "./block-events.ts";
import { focusedBlock, keepOneReachable } from "./block-focus.ts";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import type { Carry } from "./carry.ts";
import { clockText } from "./clock-text.ts";
import { ColumnHead } from "./column-head.tsx";
import { startDrag } from "./drag.ts";
import type { FaceWords } from "./faces.ts";
import { GridColumn, type GridScene } from "./grid-column.tsx";
import { type Hours, hoursOf, percentOf } from "./hours.ts";
import type { MeetingActs } from "./meeting-acts.ts";
import { NowMarks } from "./now-marks.tsx";

interface TimeGridProps {
  state: CalendarState;
  acts: MeetingActs;
  carry: Carry;
  words: FaceWords;
}

const axisPx = 56;
const leastLanePx = 88;
const pxPerHour = 72;

export function TimeGrid(props: TimeGridProps) {
  const { state, acts, carry } = props;
  let scroller!: HTMLDivElement;
  const [width, setWidth] = createSignal(0);
  const hours = createMemo<Hours>((before) => hoursOf(spansOf(state), before));
  const columnPx = () => (width() - axisPx) / Math.max(1, state.columns().length);
  const mostLanes = createMemo(() => {
    const isByDay = state.shownView() === "week";
    // Columns of people and rooms hold one class at a time but for exceptions, and are as wide as they must be.
    return width() === 0 ? 2 : Math.max(isByDay ? 1 : 2, Math.floor(columnPx() / leastLanePx));
  });
  const scene: GridScene = { state, carry, hours, words: () => props.words, mostLanes };
  const events = createBlockEvents({ scope: () => scroller, state, acts, carry });
  const [startAt] = createSignal(hours().start);

  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(scroller.clientWidth));
    observer.observe(scroller);
    onCleanup(() => observer.disconnect());
    const earliest = Math.min(...spansOf(state).map(({ start }) => start));
    if (Number.isFinite(earliest)) scroller.scrollTop = ((earliest - startAt()) / 60) * pxPerHour - 24;
  });
  createEffect(() => {
    state.columns();
    mostLanes();
    keepOneReachable(scroller);
  });

  return (
    <section
      ref={scroller}
      tabindex="0"
      aria-label={`${state.shownView()} calendar`}
      class="cal-scroller"
      data-print-whole
      onClick={events.onClick}
      onKeyDown={events.onKeyDown}
      onPointerDown={(event) => startDrag(event, scroller, { state, carry, hours })}
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
        <Index each={state.columns()}>{(column) => <GridColumn column={column} scene={scene} />}</Index>
        <Show when={hours()}>{(shown) => <NowMarks state={state} hours={shown()} axisPx={axisPx} />}</Show>
      </div>
      <p class="sr-only" aria-live="assertive">
        {carry.words()}
      </p>
    </section>
  );
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
