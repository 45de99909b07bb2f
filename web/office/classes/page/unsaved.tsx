import { createSignal } from "solid-js";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import { CloseQuestion } from "../../../shared/ui/typed-form.tsx";

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
      <CloseQuestion form={props.closing} />
    </>
  );
}
