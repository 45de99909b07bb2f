// biome-ignore-all lint/a11y/useSemanticElements: a column of blocks is no set of form fields.
import { type Accessor, createMemo, createRenderEffect, For, onCleanup, Show } from "solid-js";
import type { CalendarState } from "./calendar-state.ts";
import type { Carry } from "./carry.ts";
import { blocksOf, type Content, isSameContent, type Space } from "./column-content.ts";
import type { Column } from "./columns.ts";
import type { Drawing } from "./drawing.ts";
import { type Standing, showBlocks } from "./grid-block.ts";
import { type Hours, percentOf } from "./hours.ts";
import type { Leaf } from "./leaves.ts";

export interface GridScene {
  readonly state: CalendarState;
  readonly carry: Carry;
  readonly drawing: Drawing;
  /** Undefined until it is measured: blocks drawn on a guess would be drawn twice. */
  readonly space: Accessor<Space | undefined>;
  readonly hours: Accessor<Hours>;
}

export function GridColumn(props: { column: Accessor<Column>; at: number; scene: GridScene }) {
  const { column, scene } = props;
  return (
    <div
      role="group"
      aria-label={columnLabel(column())}
      class="cal-column"
      classList={{ "cal-today": column().isToday, "cal-closed": column().closure !== null }}
      data-column={column().id}
      // Said outright, else the line of the present minute would push it out of its place.
      style={{ "grid-column": props.at + 2 }}
    >
      <div class="cal-closure-lane">
        <Show when={column().closure}>
          {(name) => <span class="cal-closure" textContent={`Closed: ${name()}`} />}
        </Show>
      </div>
      <Show when={!scene.state.isHere() && column().meetings.length === 0}>
        <Placeholders at={props.at} />
      </Show>
      <div class="cal-blocks" ref={(layer) => drawColumn(layer, props.at, scene)} />
      <Show when={scene.carry.ghostIn(column().id)}>
        {(ghost) => (
          <div
            class="cal-ghost"
            style={{
              top: `${percentOf(ghost().start, scene.hours())}%`,
              height: `${(ghost().duration / (scene.hours().end - scene.hours().start)) * 100}%`,
            }}
          >
            <span class="cal-name">{ghost().name}</span>
            <span class="cal-when">{ghost().when}</span>
          </div>
        )}
      </Show>
    </div>
  );
}

/** Blocks are drawn by hand: a few hundred components would cost more than all else that a week is made of. */
function drawColumn(layer: HTMLElement, at: number, { state, drawing, space }: GridScene) {
  const standing: Standing = new Map();
  const content = createMemo(() => contentOf(state.leaf(), at, space()), undefined, {
    equals: isSameContent,
  });
  createRenderEffect(() => {
    const [{ key }, wanted] = [state.leaf(), content()];
    const draw = () => {
      showBlocks(layer, standing, wanted ? blocksOf(wanted) : []);
      layer.ariaBusy = null;
    };
    const wait = () => {
      layer.ariaBusy = "true";
    };
    drawing.ask({ at, draw, wait }, key);
  });
  onCleanup(() => drawing.forget(at));
}

function contentOf({ columns, words }: Leaf, at: number, space: Space | undefined): Content | undefined {
  const column = columns[at];
  return column && space && { column, words, space };
}

/** Where classes often are, until it is known where they are. */
function Placeholders(props: { at: number }) {
  const tops = () => [48, 61, 74, 87].map((top) => top + ((props.at * 5) % 9) - 4);
  return (
    <For each={tops()}>
      {(top) => <span class="cal-placeholder skeleton" aria-hidden="true" style={{ top: `${top}%` }} />}
    </For>
  );
}

const columnLabel = ({ title, note, closure, meetings }: Column) =>
  [title, note, closure && `closed: ${closure}`, meetings.length === 0 && "nothing taught"]
    .filter(Boolean)
    .join(", ");
