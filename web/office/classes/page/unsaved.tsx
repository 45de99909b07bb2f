import { createSignal, Show } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";

/** Closing a form by Escape or its cross asks first when something was typed, as leaving its page does. */
export function createClosing(isDirty: () => boolean, close: () => void) {
  const [asks, setAsks] = createSignal(false);
  return {
    close: () => (isDirty() ? setAsks(true) : close()),
    asks,
    stay: () => setAsks(false),
    leave: close,
    isDirty,
  };
}

export function Unsaved(props: { closing: ReturnType<typeof createClosing>; what: string }) {
  return (
    <>
      <LeaveGuard dirty={props.closing.isDirty()} what={props.what} />
      <Show when={props.closing.asks()}>
        <Dialog
          open
          size="narrow"
          title="Close without saving?"
          description={`Your changes to ${props.what} are not saved yet.`}
          onClose={props.closing.stay}
          actions={
            <>
              <Button onClick={props.closing.stay}>Go on editing</Button>
              <Button variant="danger" onClick={props.closing.leave}>
                Discard
              </Button>
            </>
          }
        />
      </Show>
    </>
  );
}
