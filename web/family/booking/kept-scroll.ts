import { useLocation } from "@solidjs/router";
import { onCleanup, onMount } from "solid-js";

/** How far down each list was left, by its address. */
const left = new Map<string, number>();
let isBack = false;
let lastAddress = "";

// Going back ends with the next press, however long what is come back to takes: that leads somewhere else.
addEventListener("click", () => (isBack = false), { capture: true });
addEventListener("popstate", markBack);

/** The next list that opens is come back to. */
export function markBack(): void {
  isBack = true;
}

/** The list that was looked at last, with its filters; empty before any was. */
export const lastList = () => lastAddress;

/** Whoever comes back to a list finds it where they left it. */
export function keepScroll(): void {
  const location = useLocation();
  const address = () => location.pathname + location.search;
  const own = address();
  const note = () => {
    if (address().split("?")[0] !== own.split("?")[0]) return;
    lastAddress = address();
    left.set(address(), scrollY);
  };
  onMount(() => {
    const at = left.get(own);
    lastAddress = own;
    if (at !== undefined && isBack)
      requestAnimationFrame(() => requestAnimationFrame(() => scrollTo({ top: at })));
    isBack = false;
    addEventListener("scroll", note, { passive: true });
    onCleanup(() => removeEventListener("scroll", note));
  });
}
