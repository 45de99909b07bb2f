import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, onMount } from "solid-js";

const overscanRows = 8;
/** When a list has stood so long, rows beyond the edge are drawn as well, so that scrolling finds them there. */
const overscanAfterMs = 300;

/** Of the last list that was looked at: the next one has the same, and would draw rows that nobody sees. */
let lastSize = { width: 1024, height: 800 };

export type RowWindow = ReturnType<typeof createRowWindow>;

/**
 * Which rows are on screen. Rows of one fixed height need no measuring, so this is a subtraction and a division; a
 * general virtual list would cost ten times the code for nothing.
 */
export function createRowWindow(
  scroller: () => HTMLElement,
  count: Accessor<number>,
  /** The head stays in sight above the rows. */
  heightsAt: (width: number) => { head: number; row: number },
  /** What the rows are of. With every letter of a search it is something else, and only what is seen is drawn. */
  subject: Accessor<unknown>,
) {
  const [top, setTop] = createSignal(0);
  const [size, setSize] = createSignal(lastSize, {
    equals: (before, after) => before.width === after.width && before.height === after.height,
  });
  const [overscan, setOverscan] = createSignal(0);

  createEffect(
    on(subject, () => {
      setOverscan(0);
      const timer = setTimeout(() => setOverscan(overscanRows), overscanAfterMs);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  onMount(() => {
    const element = scroller();
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      // A list without rows is hidden and has no size.
      if (height > 0) lastSize = { width, height };
      setSize({ width, height });
    });
    const onScroll = () => setTop(element.scrollTop);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    onCleanup(() => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    });
  });

  const rowHeight = createMemo(() => heightsAt(size().width).row);
  const headHeight = createMemo(() => heightsAt(size().width).head);
  const first = createMemo(() => Math.max(0, Math.floor(top() / rowHeight()) - overscan()));
  const last = createMemo(() =>
    Math.min(count(), Math.ceil((top() + size().height - headHeight()) / rowHeight()) + overscan()),
  );
  const indices = createMemo(() =>
    Array.from({ length: Math.max(0, last() - first()) }, (_, at) => first() + at),
  );

  function reveal(index: number) {
    const element = scroller();
    const shownFrom = element.scrollTop;
    const start = index * rowHeight();
    const end = start + rowHeight() + headHeight();
    if (start < shownFrom) element.scrollTop = start;
    else if (end > shownFrom + size().height) element.scrollTop = end - size().height;
  }

  return { indices, last, rowHeight, width: () => size().width, height: () => size().height, reveal };
}
