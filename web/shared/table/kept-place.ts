import { useBeforeLeave } from "@solidjs/router";
import { createEffect, on, onCleanup, onMount } from "solid-js";
import type { Pages } from "../pages.ts";

type Place = { top: number; rowId?: string };

const settledMs = 150;

/** Where a list was left, remembered by its entry in the browser's history: Back finds it again, a new visit does not. */
export const keptPlace = (): Place | undefined => history.state?.listPlace;

/** Remembers the place of a list while it is scrolled and left; a list of something else begins at its top. */
export function keepPlace<Row>(
  scroller: () => HTMLElement,
  pages: () => Pages<Row>,
  rowId: () => string | undefined,
) {
  const place = keptPlace();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restored = !place;
  let isAtTop = true;

  const keep = () => {
    clearTimeout(timer);
    // No row is "" where an address names it; written down, it would be a change with every leaving.
    const listPlace: Place = { top: scroller().scrollTop, rowId: rowId() || undefined };
    const known = keptPlace() ?? { top: 0 };
    // Writing to the history takes as long as drawing three rows.
    if (known.top === listPlace.top && known.rowId === listPlace.rowId) return;
    history.replaceState({ ...history.state, listPlace }, "");
  };
  const keepSoon = () => {
    isAtTop = false;
    clearTimeout(timer);
    timer = setTimeout(keep, settledMs);
  };
  // Only a step forward: on a step back the address is already that of the page before.
  useBeforeLeave((event) => typeof event.to === "string" && restored && keep());
  onMount(() => {
    const element = scroller();
    element.addEventListener("scroll", keepSoon, { passive: true });
    onCleanup(() => element.removeEventListener("scroll", keepSoon));
  });
  onCleanup(() => clearTimeout(timer));

  createEffect(() => {
    if (restored || pages().rows().length === 0) return;
    restored = true;
    requestAnimationFrame(() => scroller().scrollTo({ top: place?.top ?? 0 }));
  });
  createEffect(
    on(
      () => pages().path(),
      // Scrolling lays the page out at once, which is felt when it happens with every letter of a search.
      () => {
        if (!isAtTop) scroller().scrollTo({ top: 0 });
        isAtTop = true;
      },
      { defer: true },
    ),
  );
}
