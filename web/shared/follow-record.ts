import { createEffect, on } from "solid-js";

/**
 * A form follows its record: after saving, undo, or somebody else's change it has the version that the next save needs and
 * what holds now, and what was typed since stays typed.
 */
export function followRecord<Values extends object>(
  form: { adopt(next: Values): void },
  version: () => number,
  next: () => Values,
) {
  createEffect(on(version, () => form.adopt(next()), { defer: true }));
}
