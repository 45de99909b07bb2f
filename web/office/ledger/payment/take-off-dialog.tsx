import type { AllocationAnswer } from "../../../../worker/domains/ledger/outcomes.ts";
import type { Allocation, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announceMoney } from "../announce-money.ts";
import { payments } from "../calls.ts";

type TakeOffDialogProps = { payment: PaymentDetail; allocation: Allocation; onClose: () => void };

/** Takes a payment off a charge; the money stays with the family. */
export function TakeOffDialog(props: TakeOffDialogProps) {
  const { payment, allocation } = props;
  const { lineId, amountMinor } = allocation;
  const form = createForm<{ reason: string }, { reason: string }, AllocationAnswer>({
    initial: { reason: "" },
    schema: {
      "~standard": {
        validate(value) {
          const reason = (value as { reason: string }).reason.trim();
          return reason ? { value: { reason } } : { issues: [{ message: "Say why", path: ["reason"] }] };
        },
      },
    },
    send: ({ reason }, idempotencyKey) =>
      payments.deallocate(payment.id, [{ lineId, amountMinor }], reason, { idempotencyKey }),
    onSaved(answer) {
      announceMoney(answer.change, answer.reversal);
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={`Take ${formats().money(amountMinor)} off ${allocation.description}?`}
      description="The charge is open again, and the money lies on the family’s account."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Take it off
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextArea field={form.field("reason")} label="Reason" rows={2} maxLength={300} />
      </form>
    </Dialog>
  );
}
