import { type Accessor, createSignal, onCleanup } from "solid-js";

const moreWidthPx = 76;
const gapPx = 4;

/**
 * How many entries fit in the row; the rest goes under More. Entries that do not fit stay in the document, invisible, so
 * that their widths are known and nothing has to be drawn twice.
 */
export function createFit(total: Accessor<number>) {
  const [fitting, setFitting] = createSignal(Number.POSITIVE_INFINITY);

  function measure(list: HTMLElement) {
    const widths = [...list.querySelectorAll<HTMLElement>(":scope > a")].map(
      (entry) => entry.offsetWidth + gapPx,
    );
    const needed = widths.reduce((sum, width) => sum + width, 0);
    if (list.clientWidth === 0) return;
    if (needed <= list.clientWidth + gapPx) return setFitting(Number.POSITIVE_INFINITY);
    let used = moreWidthPx;
    const fits = widths.findIndex((width) => {
      used += width;
      return used > list.clientWidth;
    });
    setFitting(fits === -1 ? widths.length : fits);
  }

  return {
    count: () => Math.min(fitting(), total()),
    observe(list: HTMLElement) {
      const observer = new ResizeObserver(() => measure(list));
      observer.observe(list);
      void document.fonts.ready.then(() => measure(list));
      onCleanup(() => observer.disconnect());
    },
  };
}
