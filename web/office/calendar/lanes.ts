/** Minutes of a day; what begins before midnight may end after 1,440. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A block beside those that it overlaps. `lanes` is how many columns its part of the day is cut into. */
export interface Lane<T> {
  readonly item: T;
  readonly lane: number;
  readonly lanes: number;
  /** How many of the lanes it fills: those to its right that are free while it lasts. */
  readonly width: number;
  /** Beside it is a strip that tells of blocks for which there was no room. */
  readonly hasMore: boolean;
}

/** Blocks that begin within one hour and for which there was no room. */
export interface Hidden<T> extends Span {
  readonly items: readonly T[];
}

export interface LaidOut<T> {
  readonly shown: readonly Lane<T>[];
  readonly hidden: readonly Hidden<T>[];
}

/**
 * Lays blocks that overlap side by side, the earlier and then the longer further left, as many lanes as fit. What does
 * not fit is told by the hour, so that no block becomes too narrow to be read.
 */
export function layOut<T extends Span>(items: readonly T[], mostLanes: number): LaidOut<T> {
  const sorted = [...items].sort((a, b) => a.start - b.start || b.end - a.end);
  const shown: Lane<T>[] = [];
  const hidden: Hidden<T>[] = [];
  for (const cluster of clustersOf(sorted)) {
    const { lanes, left } = fill(cluster, mostLanes);
    for (const [lane, blocks] of lanes.entries()) {
      for (const item of blocks) {
        const width = freeWidth(item, lanes, lane);
        shown.push({ item, lane, lanes: lanes.length, width, hasMore: left.length > 0 });
      }
    }
    hidden.push(...byHour(left));
  }
  shown.sort((a, b) => a.item.start - b.item.start || a.lane - b.lane);
  return { shown, hidden };
}

/** Runs of blocks that hang together by overlapping. */
function clustersOf<T extends Span>(sorted: readonly T[]): T[][] {
  const clusters: T[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const item of sorted) {
    if (item.start >= until) clusters.push([]);
    clusters.at(-1)?.push(item);
    until = Math.max(until, item.end);
  }
  return clusters;
}

function fill<T extends Span>(cluster: readonly T[], mostLanes: number): { lanes: T[][]; left: T[] } {
  const lanes: T[][] = [];
  const left: T[] = [];
  for (const item of cluster) {
    const free = lanes.find((lane) => (lane.at(-1)?.end ?? 0) <= item.start);
    if (free) free.push(item);
    else if (lanes.length < mostLanes) lanes.push([item]);
    else left.push(item);
  }
  return { lanes, left };
}

function freeWidth<T extends Span>(item: T, lanes: readonly T[][], lane: number): number {
  const isBusy = (blocks: readonly T[]) =>
    blocks.some(({ start, end }) => start < item.end && end > item.start);
  const next = lanes.slice(lane + 1).findIndex(isBusy);
  return next === -1 ? lanes.length - lane : next + 1;
}

/** Each group ends where the next begins, so that what tells of them does not overlap either. */
function byHour<T extends Span>(items: readonly T[]): Hidden<T>[] {
  const groups = [...Map.groupBy(items, ({ start }) => Math.floor(start / 60)).values()];
  const starts = groups.map((group) => Math.min(...group.map(({ start }) => start)));
  return groups.map((group, at) => ({
    start: starts[at]!,
    end: Math.min(starts[at + 1] ?? Number.POSITIVE_INFINITY, Math.max(...group.map(({ end }) => end))),
    items: group,
  }));
}
