import { untrack } from "solid-js";

const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]";

/**
 * Into the first field that must be filled in and is not, else the first of all, or onto the dialog itself: a Close
 * button is where nobody means to start.
 */
function firstFocus(event: Event) {
  const content = event.target;
  if (!(content instanceof HTMLElement)) return;
  event.preventDefault();
  const found = [...content.querySelectorAll<HTMLInputElement>(`[data-dialog-body] :is(${fields})`)];
  const field = found.find((candidate) => candidate.ariaRequired === "true" && !candidate.value) ?? found[0];
  const target = field ?? content;
  target.focus();
  // A dialog below this one lets go of the focus only when all effects have run.
  if (document.activeElement !== target) queueMicrotask(() => target.focus());
}

/** For what takes the place of the button that was pressed: else the focus is nowhere. */
export const focusSoon = (element: HTMLElement) => queueMicrotask(() => element.focus());

/** A menu is gone when what was opened from it closes; then its button is where one comes from. */
function comingFrom(): Element | null {
  const active = document.activeElement;
  const menu = active?.closest("[role=menu]");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active;
}

/** Whatever floats gives the focus back to where it came from, also when it was opened by a key and has no button. */
export function focusReturn() {
  let origin: Element | null = null;
  return {
    onOpenAutoFocus(event: Event) {
      origin = comingFrom();
      // Whoever hears of the focus reads signals, and this runs inside the effect that opened the dialog: tracked, they
      // would make it close and open again.
      untrack(() => firstFocus(event));
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      const isThere = origin instanceof HTMLElement && origin.isConnected && origin !== document.body;
      const target = isThere ? origin : document.querySelector("main h1");
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    },
  };
}
