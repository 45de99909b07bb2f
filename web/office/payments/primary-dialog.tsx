import { createSignal } from "solid-js";
import type { KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { refreshMethods } from "./add-method.ts";
import { methods } from "./calls.ts";
import { methodTitle } from "./words.ts";

export async function makePrimary({ id, version }: KeptMethod): Promise<void> {
  try {
    const { change } = await methods.setPrimary(id, version);
    showToast(change.summary, { tone: "good" });
  } catch (cause) {
    showProblem(cause);
  } finally {
    refreshMethods();
  }
}

type PrimaryDialogProps = { method: KeptMethod; drafted: KeptMethod; onClose: () => void };

/** Asks before another primary method ends what the family authorised for the one before. */
export function PrimaryDialog(props: PrimaryDialogProps) {
  const [busy, setBusy] = createSignal(false);
  async function carryOut() {
    setBusy(true);
    await makePrimary(props.method);
    props.onClose();
  }
  return (
    <Dialog
      open
      size="narrow"
      title={`Make ${methodTitle(props.method)} the primary one?`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" busy={busy()} onClick={() => void carryOut()}>
            Make primary
          </Button>
        </>
      }
    >
      <p>
        Autopay is on for {methodTitle(props.drafted)} and ends with this, and the family is told by mail.
        Nothing is charged by itself until autopay is turned on for the new one, which the family has to agree
        to.
      </p>
    </Dialog>
  );
}
