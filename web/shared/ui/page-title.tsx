import { createEffect, onCleanup, onMount } from "solid-js";
import { afterPaint } from "../after-paint.ts";
import { place } from "../session.ts";

let isFirstPage = true;

/** The first heading of a page: names the tab of the browser, and takes focus so that a new page is announced. */
export function PageTitle(props: { title: string; class?: string }) {
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    // With two schools open, their tabs must not look the same.
    const title = `${props.title} · ${place()?.displayName ?? "Chalkline"}`;
    // The page comes before its name in the tab.
    onCleanup(afterPaint(() => (document.title = title)));
  });
  onMount(() => {
    // The browser itself announces the first page, and there the skip link comes first.
    if (!isFirstPage) focusSoon();
    isFirstPage = false;
  });
  // Focusing lays the page out at once, and nobody sees it: it waits until the page is painted.
  function focusSoon() {
    const before = document.activeElement;
    const focus = () => {
      const isUnclaimed = document.activeElement === before || document.activeElement === document.body;
      if (isUnclaimed) heading?.focus({ preventScroll: true });
    };
    onCleanup(afterPaint(focus));
  }

  return (
    <h1 ref={heading} tabindex="-1" class={props.class ?? "text-lg font-bold tracking-tight"}>
      {props.title}
    </h1>
  );
}
