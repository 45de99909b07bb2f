import type { PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { type RefundThroughInput, refundThroughInput } from "../../../../worker/domains/payments/schemas.ts";
import type { RefundThroughOutcome } from "../../../../worker/domains/payments/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { refreshMethods } from "../../payments/add-method.ts";
import { cards } from "../../payments/calls.ts";
import { refreshingRefused, refreshMoney } from "../announce-money.ts";
import { amountIssue, isAmount, withIssues } from "../form-values.ts";

type RefundValues = { amountMinor: number | string; reason: string };

/** Gives a card or bank payment back through the processor that took it. */
export function RefundThroughDialog(props: { payment: PaymentDetail; onClose: () => void }) {
  const { payment } = props;
  const isPending = payment.status === "pending";
  const most = isPending ? payment.amountMinor : payment.refundableMinor;
  const seen = { version: payment.version, refundedMinor: payment.refundedMinor };
  const form = createForm<RefundValues, RefundThroughInput, RefundThroughOutcome>({
    initial: { amountMinor: most, reason: "" },
    schema: {
      "~standard": {
        validate(value) {
          const values = value as RefundValues;
          const tooMuch = isAmount(values.amountMinor) && values.amountMinor > most;
          return withIssues(refundThroughInput, { ...values, ...seen }, [
            ...amountIssue(values.amountMinor, "amountMinor"),
            ...(tooMuch
              ? [{ message: `At most ${formats().money(most)} can be refunded`, path: ["amountMinor"] }]
              : []),
          ]);
        },
      },
    },
    send: (input, idempotencyKey) => refreshingRefused(cards.refund(payment.id, input, { idempotencyKey })),
    onSaved(answer) {
      refreshMoney();
      refreshMethods();
      const isDone = "released" in answer;
      showToast(answer.message, isDone ? { tone: "good" } : { durationMs: 12_000 });
      props.onClose();
    },
  });
  const amountMinor = () => (isAmount(form.values.amountMinor) ? form.values.amountMinor : 0);
  return (
    <Dialog
      open
      size="narrow"
      title={isPending ? `Stop payment ${payment.number}?` : `Refund of receipt ${payment.number}`}
      description="It goes back the way it came, through the payment processor. It cannot be taken back."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="danger" busy={form.submitting()}>
            {isPending ? "Stop" : "Refund"} {amountMinor() > 0 ? formats().money(amountMinor()) : ""}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <MoneyInput
          field={form.field("amountMinor")}
          label="Amount"
          description={
            isPending ? "What is on its way is stopped as a whole" : `At most ${formats().money(most)}`
          }
        />
        <TextArea field={form.field("reason")} label="Reason" rows={2} maxLength={300} />
        <p class="border-t border-line pt-3 text-ink-2">
          What lies on account goes back first; then what it paid is open again, the newest first.
        </p>
      </form>
    </Dialog>
  );
}
