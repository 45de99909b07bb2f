import { useBeforeLeave } from "@solidjs/router";
import { createEffect, onCleanup, onMount } from "solid-js";

type Place = { top: number; rowId?: string };

const settledMs = 150;

/** Where a list was left, remembered by its entry in the browser's history: Back finds it again, a new visit does not. */
export const keptPlace = (): Place | undefined => history.state?.listPlace;

export function keepPlace(scroller: () => HTMLElement, current: () => Place, hasRows: () => boolean) {
  const place = keptPlace();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restored = !place;

  const keep = () => {
    clearTimeout(timer);
    history.replaceState({ ...history.state, listPlace: current() }, "");
  };
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settledMs);
  };
  // Only a step forward: on a step back the address is already that of the page before.
  useBeforeLeave((event) => typeof event.to === "string" && restored && keep());
  onMount(() => scroller().addEventListener("scroll", keepSoon, { passive: true }));
  onCleanup(() => {
    clearTimeout(timer);
    scroller().removeEventListener("scroll", keepSoon);
  });

  createEffect(() => {
    if (restored || !hasRows()) return;
    restored = true;
    requestAnimationFrame(() => {
      scroller().scrollTop = place?.top ?? 0;
    });
  });
}
