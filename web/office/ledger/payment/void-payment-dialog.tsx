import { voidInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announceMoney, refreshMoney } from "../announce-money.ts";
import { payments } from "../calls.ts";
import { ComingOffList } from "./coming-off.tsx";

/** Takes a payment or credit back whole, as if it had not been entered. */
export function VoidPaymentDialog(props: { payment: PaymentDetail; onClose: () => void }) {
  const { payment } = props;
  const isCredit = payment.kind === "credit";
  const form = createForm({
    initial: { version: payment.version, reason: "", onDate: formats().today() },
    schema: voidInput,
    send: (input, idempotencyKey) =>
      isCredit
        ? payments.voidCredit(payment.id, input, { idempotencyKey })
        : payments.void(payment.id, input, { idempotencyKey }),
    onSaved(answer) {
      if (answer.outcome === "voided") {
        announceMoney(answer.change, null, "A void stays. Enter it again if it was a mistake.");
      } else {
        refreshMoney();
        showToast(answer.message, { durationMs: 12_000 });
      }
      props.onClose();
    },
  });
  const freed = payment.allocations.map(({ description, chargeNumber, amountMinor }) => ({
    name: `${description} (${chargeNumber})`,
    amountMinor,
  }));
  return (
    <Dialog
      open
      size="narrow"
      title={`Void ${isCredit ? "credit" : "receipt"} ${payment.number}?`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it</Button>
          <Button type="submit" form={form.id} variant="danger" busy={form.submitting()}>
            Void {formats().money(payment.amountMinor)}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextArea field={form.field("reason")} label="Reason" rows={2} maxLength={300} />
        <DateInput field={form.field("onDate")} label="Counts for" />
        <div class="flex flex-col gap-2 border-t border-line pt-3 text-ink-2">
          <p>
            {isCredit
              ? "The credit is taken back whole; it stays in the ledger, marked as voided."
              : "For money that was entered by mistake. Money that came in and goes back is a refund."}
          </p>
          <ComingOffList parts={freed} />
        </div>
      </form>
    </Dialog>
  );
}
