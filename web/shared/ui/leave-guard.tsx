import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Keeps unsaved changes from being lost by a stray click. What was typed has no undo, so this may ask. */
export function LeaveGuard(props: { dirty: boolean; what: string }) {
  const [held, setHeld] = createSignal<BeforeLeaveEventArgs>();

  useBeforeLeave((event) => {
    if (!props.dirty || event.defaultPrevented) return;
    event.preventDefault();
    setHeld(event);
  });
  createEffect(() => {
    if (!props.dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });

  const stay = () => setHeld(undefined);
  const leave = () => {
    const event = held();
    stay();
    event?.retry(true);
  };
  return (
    <Show when={held()}>
      <Dialog
        open
        size="narrow"
        title="Leave without saving?"
        description={`Your changes to ${props.what} are not saved yet.`}
        onClose={stay}
        actions={
          <>
            <Button onClick={stay}>Stay here</Button>
            <Button variant="danger" onClick={leave}>
              Leave
            </Button>
          </>
        }
      />
    </Show>
  );
}
