import { onCleanup } from "solid-js";
import { pauseShortcuts } from "../keyboard.ts";

/** Rendered inside whatever floats: while it is open, the page behind it must not hear keys. */
export function ShortcutPause() {
  onCleanup(pauseShortcuts());
  return null;
}
