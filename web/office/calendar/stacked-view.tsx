// biome-ignore-all lint/a11y/useSemanticElements: a column of blocks is no set of form fields.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
import { type Accessor, createEffect, createMemo, For, Index, Show } from "solid-js";
import { createBlockEvents } from "./block-events.ts";
import { keepOneReachable } from "./block-focus.ts";
import { createPool } from "./block-pool.ts";
import type { CalendarState } from "./calendar-state.ts";
import { ColumnHead } from "./column-head.tsx";
import type { Column } from "./columns.ts";
import { type Face, type FaceWords, faceOf } from "./faces.ts";
import type { MeetingActs } from "./meeting-acts.ts";
import { createSwipe } from "./swipe.ts";

interface StackedViewProps {
  state: CalendarState;
  acts: MeetingActs;
}

/** Classes by the time at which they start, without gaps: columns side by side, or one long list on a phone. */
export function StackedView(props: StackedViewProps) {
  const { state, acts } = props;
  let scroller!: HTMLDivElement;
  const events = createBlockEvents({ scope: () => scroller, state, acts });
  const swipe = createSwipe((by) => state.isNarrow() && state.step(by));
  const isList = () => state.shownView() === "day";
  createEffect(() => {
    state.columns();
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
      {...swipe}
    >
      <div
        class={isList() ? "cal-agenda" : "cal-stacks"}
        style={{ "--cal-columns": state.columns().length }}
        classList={{ "cal-wide": state.columns().length > 7 }}
      >
        <Index each={state.columns()}>
          {(column) => (
            <div
              class="cal-stack"
              classList={{
                "cal-today": column().isToday && !isList(),
                "cal-closed": column().closure !== null,
              }}
              data-column={column().id}
            >
              <Show when={!isList()}>
                <ColumnHead column={column} state={state} acts={acts} />
              </Show>
              <Stack column={column} words={state.leaf().words} isList={isList()} />
            </div>
          )}
        </Index>
      </div>
    </section>
  );
}

interface Card extends Face {
  readonly id: string;
  /** The first of those that start together says when. */
  readonly opens: string;
}

function Stack(props: { column: Accessor<Column>; words: FaceWords; isList: boolean }) {
  const cards = createMemo((): Card[] => {
    const { column, words } = props;
    const seen = new Map<string, number>();
    let before = -1;
    return column().meetings.map((meeting) => {
      const face = faceOf(meeting, words, column());
      const times = seen.get(face.slotId) ?? 0;
      seen.set(face.slotId, times + 1);
      const opens = face.start === before ? "" : words.clock.time(face.start);
      before = face.start;
      return { ...face, id: times === 0 ? face.slotId : `${face.slotId} ${times}`, opens };
    });
  });
  const pool = createPool(cards);
  return (
    <div role="group" aria-label={props.column().title} class="cal-cards">
      <Show when={props.column().closure}>
        {(name) => <p class="cal-closure-note" textContent={`Closed: ${name()}`} />}
      </Show>
      <For each={pool.ids()}>
        {(id) => (props.isList ? <AgendaRow card={pool.of(id)} /> : <StackCard card={pool.of(id)} />)}
      </For>
    </div>
  );
}

function StackCard(props: { card: Accessor<Card> }) {
  const { card } = props;
  return (
    <button
      type="button"
      tabindex="-1"
      class={`cal-block cal-card cal-${card().color}`}
      classList={{ "cal-off": card().isOff, "cal-over": card().isOver }}
      data-meeting={card().key}
    >
      <span class="cal-when" textContent={card().when} />
      <span class="cal-name" textContent={card().name} />
      <span class="cal-who" textContent={card().who} />
      <span class="cal-counts" textContent={card().counts} />
      <span class={`cal-badge cal-badge-${card().tone}`} textContent={card().badge} />
    </button>
  );
}

function AgendaRow(props: { card: Accessor<Card> }) {
  const { card } = props;
  return (
    <div class="cal-agenda-row" classList={{ "cal-agenda-first": card().opens !== "" }}>
      <span class="cal-agenda-time" textContent={card().opens} />
      <button
        type="button"
        tabindex="-1"
        class={`cal-block cal-line cal-${card().color}`}
        classList={{ "cal-off": card().isOff, "cal-over": card().isOver }}
        data-meeting={card().key}
      >
        <span class="cal-name" textContent={card().name} />
        <span class="cal-when" textContent={card().when} />
        <span class="cal-who" textContent={card().who} />
        <span class="cal-counts" textContent={card().counts} />
        <span class={`cal-badge cal-badge-${card().tone}`} textContent={card().badge} />
      </button>
    </div>
  );
}
