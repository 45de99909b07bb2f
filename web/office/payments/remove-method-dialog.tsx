import { createSignal } from "solid-js";
import type { KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { refreshMethods } from "./add-method.ts";
import { methods } from "./calls.ts";
import { methodTitle } from "./words.ts";

export function RemoveMethodDialog(props: { method: KeptMethod; onClose: () => void }) {
  const [busy, setBusy] = createSignal(false);
  async function remove() {
    setBusy(true);
    try {
      const { change } = await methods.remove(props.method.id, props.method.version);
      showToast(change.summary, { tone: "good" });
      refreshMethods();
      props.onClose();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      size="narrow"
      title={`Remove ${methodTitle(props.method)}?`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it</Button>
          <Button variant="danger" busy={busy()} onClick={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        It is forgotten here and at the payment processor, and cannot be brought back: the family has to enter
        it again. Payments that were made with it stay.
      </p>
    </Dialog>
  );
}
