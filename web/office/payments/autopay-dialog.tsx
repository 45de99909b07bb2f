import { autopayInput } from "../../../worker/domains/payments/schemas.ts";
import type { KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { refreshMethods } from "./add-method.ts";
import { methods } from "./calls.ts";
import { methodTitle } from "./words.ts";

type AutopayDialogProps = { method: KeptMethod; guardianName: string; onClose: () => void };

/** Notes who authorised recurring charges, or that they ended it. */
export function AutopayDialog(props: AutopayDialogProps) {
  const { method } = props;
  const isOn = method.autopayAt === null;
  const form = createForm({
    initial: { version: method.version, isOn, givenBy: isOn ? props.guardianName : "" },
    schema: autopayInput,
    send: (input) => methods.setAutopay(method.id, input),
    onSaved({ change }) {
      showToast(change.summary, { tone: "good" });
      refreshMethods();
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={isOn ? "Turn autopay on?" : "Turn autopay off?"}
      description={methodTitle(method)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {isOn ? "Turn on" : "Turn off"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        {isOn ? (
          <>
            <p>
              With autopay, the primary payment method is charged when something falls due. Turn it on only
              when the family agreed to that; who agreed and when is kept.
            </p>
            <TextInput field={form.field("givenBy")} label="Authorised by" maxLength={120} />
          </>
        ) : (
          <p>Nothing is charged to it by itself any more. The family pays when asked.</p>
        )}
      </form>
    </Dialog>
  );
}
