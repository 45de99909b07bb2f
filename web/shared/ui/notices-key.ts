import { onCleanup } from "solid-js";

/** What other interfaces use for this too; no browser takes it. */
export const NOTICES_KEY = "F8";

/**
 * The key that leads to the newest notice in the region and back again, also out of a dialog, which holds the focus
 * otherwise. Whoever answers a notice by its buttons comes back as well.
 */
export function useNoticesKey(region: () => HTMLElement) {
  let before: HTMLElement | undefined;
  const isInside = () => region().contains(document.activeElement);
  const goBack = () => {
    if (before?.isConnected) before.focus({ preventScroll: true });
    before = undefined;
  };
  const hear = (event: KeyboardEvent) => {
    if (event.key !== NOTICES_KEY || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (isInside()) return goBack();
    const newest = region().lastElementChild?.querySelector("button");
    if (!newest) return;
    before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    newest.focus({ preventScroll: true });
  };
  window.addEventListener("keydown", hear);
  onCleanup(() => window.removeEventListener("keydown", hear));
  return { leave: (notice: HTMLElement) => notice.contains(document.activeElement) && goBack() };
}
