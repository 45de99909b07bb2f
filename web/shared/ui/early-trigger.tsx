import { createMemo, type JSX, onCleanup, Show } from "solid-js";
import { createPainted } from "../after-paint.ts";
import type { LatePart } from "./late-part.ts";

/** What happened to a button before it had anything behind it. */
export type EarlyPress = { isPressed: boolean; hadFocus: boolean };

type EarlyTriggerProps<Part> = {
  label?: string;
  class: string;
  popup: "menu" | "dialog";
  /** What the button shows. */
  face: JSX.Element;
  /** What opens: it is asked for once the button is painted. */
  behind: LatePart<Part>;
  children: (part: Part, early: EarlyPress) => JSX.Element;
};

/**
 * What opens behind a button costs as much as ten rows of a list, so the button is painted before it. A press and the
 * focus that come in between are handed on.
 */
export function EarlyTrigger<Part>(props: EarlyTriggerProps<Part>) {
  const isPainted = createPainted();
  const early: EarlyPress = { isPressed: false, hadFocus: false };
  const part = createMemo(() => (isPainted() ? props.behind.wanted() : undefined));
  const press = () => {
    early.isPressed = true;
    props.behind.ask();
  };
  const button = () => {
    let element!: HTMLButtonElement;
    onCleanup(() => {
      early.hadFocus = document.activeElement === element;
    });
    return (
      <button
        ref={element}
        type="button"
        aria-label={props.label}
        aria-haspopup={props.popup}
        aria-expanded="false"
        class={props.class}
        onPointerDown={press}
        onClick={press}
      >
        {props.face}
      </button>
    );
  };
  return (
    <Show when={part()} fallback={button()} keyed>
      {(known) => props.children(known, early)}
    </Show>
  );
}

/** For the button that takes the place: the focus stays where it was. */
export const keepFocus = (early: EarlyPress) => (button: HTMLElement) =>
  early.hadFocus && queueMicrotask(() => button.focus());
