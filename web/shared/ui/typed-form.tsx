import { createSignal, Show } from "solid-js";
import { sharedWords } from "../words.ts";
import { Button } from "./button.tsx";
import { DialogFrame } from "./dialog-frame.tsx";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * A key or a press that misses a form must not cost what was typed into it: closing asks, and a press beside it does
 * nothing. Its own buttons leave it. A form that was sent and is gone, or reads as it did before, holds nothing back.
 */
export function typedForm(close: () => void) {
  /** What each control said when it was entered first, and which of them somebody typed into. */
  const before = new Map<Control, string>();
  const typed = new Set<Control>();
  const [asks, setAsks] = createSignal(false);
  const isHeld = () =>
    [...typed].some((control) => control.isConnected && contentOf(control) !== before.get(control));
  return {
    listeners: {
      onFocusIn({ target }: FocusEvent) {
        if (isControl(target) && !before.has(target)) before.set(target, contentOf(target));
      },
      onInput({ target }: InputEvent) {
        if (isControl(target) && target.form) typed.add(target);
      },
      onPointerDownOutside(event: Event) {
        if (isHeld()) event.preventDefault();
      },
    },
    asks,
    close: () => (isHeld() ? setAsks(true) : close()),
    stay: () => setAsks(false),
    leave: () => {
      setAsks(false);
      close();
    },
  };
}

/** Asks before a form goes that somebody typed into. */
export function CloseQuestion(props: {
  form: Pick<ReturnType<typeof typedForm>, "asks" | "stay" | "leave">;
}) {
  return (
    <Show when={props.form.asks()}>
      <DialogFrame
        open
        size="narrow"
        title={sharedWords().closeUnsaved}
        description={sharedWords().typedIsLost}
        onClose={props.form.stay}
        actions={
          <>
            <Button onClick={props.form.stay}>{sharedWords().goOnEditing}</Button>
            <Button variant="danger" onClick={props.form.leave}>
              {sharedWords().discard}
            </Button>
          </>
        }
      />
    </Show>
  );
}

function isControl(target: EventTarget | null): target is Control {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

function contentOf(control: Control): string {
  const isTicked = control.type === "checkbox" || control.type === "radio";
  return isTicked ? String((control as HTMLInputElement).checked) : control.value;
}
