import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut, type Span } from "../../../web/office/calendar/lanes.ts";

interface Block extends Span {
  readonly id: number;
}
const block = (id: number, start: number, end: number): Block => ({ id, start, end });
const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

const days = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1_400 }), fc.integer({ min: 5, max: 240 })), { maxLength: 60 })
  .map((list) => list.map(([start, length], id) => block(id, start, start + length)));

describe("blocks of a day side by side", () => {
  it("stand alone over the whole width while nothing else is on", () => {
    const { shown, hidden } = layOut([block(1, 960, 1_020), block(2, 1_020, 1_080)], 3);
    expect(shown.map(({ lane, lanes, width }) => [lane, lanes, width])).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ]);
    expect(hidden).toEqual([]);
  });

  it("share the width while they overlap, the earlier further left", () => {
    const { shown } = layOut([block(1, 975, 1_035), block(2, 960, 1_020)], 3);
    expect(shown.map(({ item, lane, lanes }) => [item.id, lane, lanes])).toEqual([
      [2, 0, 2],
      [1, 1, 2],
    ]);
  });

  it("put the longer first when they start together", () => {
    const { shown } = layOut([block(1, 960, 990), block(2, 960, 1_080)], 3);
    expect(shown.map(({ item }) => item.id)).toEqual([2, 1]);
  });

  it("grow over lanes that are free while they last", () => {
    // 1 runs all along; 2 and 3 overlap it and each other; 4 comes when only 1 is left.
    const { shown } = layOut(
      [block(1, 600, 900), block(2, 600, 700), block(3, 620, 700), block(4, 700, 800)],
      4,
    );
    const four = shown.find(({ item }) => item.id === 4);
    expect(four).toMatchObject({ lane: 1, lanes: 3, width: 2 });
  });

  it("tell by the hour of what there is no room for", () => {
    const five = [0, 1, 2, 3, 4].map((id) => block(id, 960, 1_020));
    const { shown, hidden } = layOut([...five, block(5, 1_010, 1_070), block(6, 1_030, 1_090)], 2);
    expect(shown.filter(({ hasMore }) => !hasMore)).toEqual([]);
    expect(hidden.map(({ start, items }) => [start, items.length])).toEqual([[960, 4]]);
    expect(shown).toHaveLength(3);
  });

  it("never lie on each other, are never lost, and never take more lanes than fit", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 5 }), (blocks, most) => {
        const { shown, hidden } = layOut(blocks, most);
        const ids = [
          ...shown.map(({ item }) => item.id),
          ...hidden.flatMap(({ items }) => items.map(({ id }) => id)),
        ];
        expect(ids.sort((a, b) => a - b)).toEqual(blocks.map(({ id }) => id));
        for (const { lane, lanes, width } of shown) {
          expect(lanes).toBeLessThanOrEqual(most);
          expect(lane + width).toBeLessThanOrEqual(lanes);
        }
        for (const [at, one] of shown.entries()) {
          for (const other of shown.slice(at + 1)) {
            if (!overlaps(one.item, other.item)) continue;
            expect(one.lanes).toBe(other.lanes);
            const apart = one.lane + one.width <= other.lane || other.lane + other.width <= one.lane;
            expect(apart).toBe(true);
          }
        }
        for (const [at, group] of hidden.entries()) {
          expect(hidden.slice(at + 1).every((next) => !overlaps(group, next))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
