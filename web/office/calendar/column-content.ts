import type { Column } from "./columns.ts";
import { type Face, type FaceWords, faceOf } from "./faces.ts";
import { classOf, type DrawnBlock, partsOf } from "./grid-block.ts";
import { type Hours, percentOf } from "./hours.ts";
import { type Hidden, type Lane, layOut } from "./lanes.ts";

/** How much room a grid has for its blocks. */
export interface Space {
  readonly hours: Hours;
  readonly mostLanes: number;
  readonly columnPx: number;
  readonly hourPx: number;
}

/** All that the blocks of a column are made of. */
export interface Content {
  readonly column: Column;
  readonly words: FaceWords;
  readonly space: Space;
}

export const isSameContent = (a: Content | undefined, b: Content | undefined) =>
  a?.column === b?.column && a?.words === b?.words && a?.space === b?.space;

/** The name takes 15 px, each line below it 14. */
const linesFor = (px: number) => Math.max(1, Math.min(6, 1 + Math.floor((px - 20) / 14)));
const moreStrip = "1.625rem";
const moreStripPx = 26;
/** Narrower than this a block has no room for a badge beside its text. */
const slimPx = 124;
const widestPx = 420;

const known = new WeakMap<Column, { readonly content: Content; readonly blocks: readonly DrawnBlock[] }>();

/**
 * The meetings of a column as blocks side by side, and strips for those that there is no room for. Whoever leafs goes
 * back and forth, so what was made for a column is kept with it.
 */
export function blocksOf(content: Content): readonly DrawnBlock[] {
  const made = known.get(content.column);
  if (isSameContent(made?.content, content)) return made!.blocks;
  const blocks = makeBlocks(content);
  known.set(content.column, { content, blocks });
  return blocks;
}

function makeBlocks({ column, words, space }: Content): DrawnBlock[] {
  const faces = column.meetings.map((meeting) => faceOf(meeting, words, column));
  const { shown, hidden } = layOut(faces, space.mostLanes);
  return [...meetingBlocks(shown, space), ...hidden.map((one) => strip(one, space.hours))];
}

/** A slot that meets twice in one column, because one of its meetings was moved there, needs two ids. */
function meetingBlocks(lanes: readonly Lane<Face>[], { hours, columnPx, hourPx }: Space): DrawnBlock[] {
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
      className: classOf(item, room),
      style: `top: ${top}%; height: ${bottom - top}%; left: ${share(lane)}; width: ${share(width)}`,
      // Costs no layout, as texts would that are there but not seen.
      attributes: { "data-meeting": item.key, "aria-description": item.details },
      parts: partsOf(item, room),
    };
  });
}

function strip({ start, end, items }: Hidden<Face>, hours: Hours): DrawnBlock {
  const [top, bottom] = [percentOf(start, hours), percentOf(end, hours)];
  const names = items.map(({ name }) => name).join(", ");
  const label = `+${items.length} more: ${names}. Show this day by room`;
  return {
    id: `more ${Math.floor(start / 60)}`,
    className: "cal-more",
    style: `top: ${top}%; height: calc(${bottom - top}% - 2px)`,
    attributes: { "data-more": "", "aria-label": label },
    parts: [{ className: "", text: `+${items.length}` }],
  };
}
