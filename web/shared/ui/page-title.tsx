import { createEffect, onMount } from "solid-js";
import { me } from "../session.ts";

let isFirstPage = true;

/** The first heading of a page: names the tab of the browser, and takes focus so that a new page is announced. */
export function PageTitle(props: { title: string; class?: string }) {
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    // With two schools open, their tabs must not look the same.
    document.title = `${props.title} · ${me()?.account.displayName ?? "Chalkline"}`;
  });
  onMount(() => {
    // The browser itself announces the first page, and there the skip link comes first.
    if (!isFirstPage) heading?.focus({ preventScroll: true });
    isFirstPage = false;
  });
  return (
    <h1 ref={heading} tabindex="-1" class={props.class ?? "text-lg font-bold tracking-tight"}>
      {props.title}
    </h1>
  );
}
