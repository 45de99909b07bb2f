import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { afterPaint } from "../../shared/after-paint.ts";

/** An act may take away the button that began it, such as Void: the focus then stays in the drawer. */
export function keepFocus(shown: Accessor<unknown>) {
  const intoDrawer = () => {
    if (document.activeElement !== document.body) return;
    [...document.querySelectorAll<HTMLElement>("[role=dialog]")].at(-1)?.focus();
  };
  createEffect(on(shown, () => onCleanup(afterPaint(intoDrawer)), { defer: true }));
}
