// biome-ignore-all lint/a11y/useSemanticElements: a column of blocks is no set of form fields.
import { type Accessor, createMemo, createRenderEffect, For, Show } from "solid-js";
import { createPool } from "./block-pool.ts";
import type { CalendarState } from "./calendar-state.ts";
import type { Carry } from "./carry.ts";
import type { Column } from "./columns.ts";
import type { Drawing } from "./drawing.ts";
import { type FaceWords, faceOf } from "./faces.ts";
import { classOf, type DrawnBlock, partsOf, type Standing, showBlocks } from "./grid-block.ts";
import { type Hours, percentOf } from "./hours.ts";
import { type Hidden, type Lane, layOut } from "./lanes.ts";

export interface GridScene {
  readonly state: CalendarState;
  readonly carry: Carry;
  readonly drawing: Drawing;
  /** Until then nobody knows how many blocks fit side by side, and those drawn on a guess would be drawn twice. */
  readonly isMeasured: Accessor<boolean>;
  readonly hours: Accessor<Hours>;
  readonly words: Accessor<FaceWords>;
  readonly mostLanes: Accessor<number>;
  readonly columnPx: Accessor<number>;
  readonly hourPx: Accessor<number>;
}

type Face = ReturnType<typeof faceOf>;

/** All that the blocks of a column are made of. */
interface Content {
  readonly column: Column;
  readonly words: FaceWords;
  readonly hours: Hours;
  readonly mostLanes: number;
  readonly columnPx: number;
  readonly hourPx: number;
}

/** The name takes 15 px, each line below it 14. */
const linesFor = (px: number) => Math.max(1, Math.min(6, 1 + Math.floor((px - 20) / 14)));
const moreStrip = "1.625rem";
const moreStripPx = 26;
/** Narrower than this a block has no room for a badge beside its text. */
const slimPx = 124;
const widestPx = 420;

export function GridColumn(props: { column: Accessor<Column>; at: number; scene: GridScene }) {
  const { column, scene } = props;
  const { shown, isStale } = scene.drawing.follow(props.at, () => contentOf(column(), scene));
  const made = createMemo(() => madeOf(shown()));
  const standing: Standing = new Map();
  const more = createPool(() => made().strips);
  return (
    <div
      role="group"
      aria-label={columnLabel(column())}
      aria-busy={isStale() || undefined}
      class="cal-column"
      classList={{ "cal-today": column().isToday, "cal-closed": column().closure !== null }}
      data-column={column().id}
      // Said outright, else the line of the present minute would push it out of its place.
      style={{ "grid-column": props.at + 2 }}
    >
      <Show when={column().closure}>
        {(name) => <span class="cal-closure" textContent={`Closed: ${name()}`} />}
      </Show>
      <Show when={!scene.state.isHere() && made().blocks.length === 0}>
        <Placeholders at={props.at} />
      </Show>
      <div class="cal-blocks">
        <div
          class="contents"
          ref={(layer) => createRenderEffect(() => showBlocks(layer, standing, made().blocks))}
        />
        <For each={more.ids()}>{(id) => <MoreStrip more={more.of(id)} column={column} scene={scene} />}</For>
      </div>
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

function contentOf(column: Column, scene: GridScene): Content | undefined {
  if (!scene.isMeasured()) return undefined;
  return {
    column,
    words: scene.words(),
    hours: scene.hours(),
    mostLanes: scene.mostLanes(),
    columnPx: scene.columnPx(),
    hourPx: scene.hourPx(),
  };
}

function madeOf(content: Content | undefined) {
  if (!content) return { blocks: [], strips: [] };
  const { column, words, mostLanes, hours } = content;
  const faces = column.meetings.map((meeting) => faceOf(meeting, words));
  const { shown, hidden } = layOut(faces, mostLanes);
  return { blocks: drawn(shown, content), strips: strips(hidden, hours) };
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

interface Strip {
  readonly id: string;
  readonly top: string;
  readonly height: string;
  readonly text: string;
  readonly label: string;
}

function strips(hidden: readonly Hidden<Face>[], hours: Hours): Strip[] {
  return hidden.map(({ start, end, items }) => {
    const [top, bottom] = [percentOf(start, hours), percentOf(end, hours)];
    const names = items.map(({ name }) => name).join(", ");
    return {
      id: String(Math.floor(start / 60)),
      top: `${top}%`,
      height: `calc(${bottom - top}% - 2px)`,
      text: `+${items.length}`,
      label: `+${items.length} more: ${names}. Show this day by room`,
    };
  });
}

/** What there was no room for leads to the day, which has a column for every room. */
function MoreStrip(props: { more: Accessor<Strip>; column: Accessor<Column>; scene: GridScene }) {
  const { state } = props.scene;
  const show = () => {
    state.setDate(props.column().date);
    state.setView("room");
  };
  return (
    <button
      type="button"
      class="cal-more"
      style={{ top: props.more().top, height: props.more().height }}
      aria-label={props.more().label}
      onClick={show}
      textContent={props.more().text}
    />
  );
}

/** A slot that meets twice in one column, because one of its meetings was moved there, needs two ids. */
function drawn(lanes: readonly Lane<Face>[], { hours, columnPx, hourPx }: Content): DrawnBlock[] {
  // One class alone must not be as wide as the page.
  const leastLanes = Math.floor(columnPx / widestPx);
  const seen = new Map<string, number>();
  return lanes.map(({ item, lane, lanes: count, width, hasMore }) => {
    const times = seen.get(item.slotId) ?? 0;
    seen.set(item.slotId, times + 1);
    const of = Math.max(count, leastLanes);
    const share = (part: number) =>
      hasMore ? `calc((100% - ${moreStrip}) * ${part / of})` : `${(part / of) * 100}%`;
    const [top, bottom] = [percentOf(item.start, hours), percentOf(item.end, hours)];
    const room = {
      lines: linesFor(((item.end - item.start) / 60) * hourPx),
      isSlim: ((columnPx - (hasMore ? moreStripPx : 0)) * width) / of < slimPx,
    };
    return {
      id: times === 0 ? item.slotId : `${item.slotId} ${times}`,
      key: item.key,
      className: classOf(item, room),
      style: `top: ${top}%; height: ${bottom - top}%; left: ${share(lane)}; width: ${share(width)}`,
      details: item.details,
      parts: partsOf(item, room),
    };
  });
}
