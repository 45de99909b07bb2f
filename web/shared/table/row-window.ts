import { type Accessor, createMemo, createSignal, onCleanup, onMount } from "solid-js";

const overscanRows = 8;

export type RowWindow = ReturnType<typeof createRowWindow>;

/**
 * Which rows are on screen. Rows of one fixed height need no measuring, so this is a subtraction and a division; a
 * general virtual list would cost ten times the code for nothing.
 */
export function createRowWindow(
  scroller: () => HTMLElement,
  count: Accessor<number>,
  heightAt: (width: number) => number,
) {
  const [top, setTop] = createSignal(0);
  const [size, setSize] = createSignal({ width: 1024, height: 800 });

  onMount(() => {
    const element = scroller();
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    const onScroll = () => setTop(element.scrollTop);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    onCleanup(() => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    });
  });

  const rowHeight = createMemo(() => heightAt(size().width));
  const first = createMemo(() => Math.max(0, Math.floor(top() / rowHeight()) - overscanRows));
  const last = createMemo(() =>
    Math.min(count(), Math.ceil((top() + size().height) / rowHeight()) + overscanRows),
  );
  const indices = createMemo(() =>
    Array.from({ length: Math.max(0, last() - first()) }, (_, at) => first() + at),
  );

  function reveal(index: number, headerHeight: number) {
    const element = scroller();
    const shownFrom = element.scrollTop;
    const start = index * rowHeight();
    const end = start + rowHeight() + headerHeight;
    if (start < shownFrom) element.scrollTop = start;
    else if (end > shownFrom + size().height) element.scrollTop = end - size().height;
  }

  return { indices, last, rowHeight, width: () => size().width, height: () => size().height, reveal };
}
