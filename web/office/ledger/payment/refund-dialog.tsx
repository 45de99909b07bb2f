import { createMemo, Show } from "solid-js";
import {
  type OfficeRefundMethod,
  type RecordRefundInput,
  recordRefundInput,
} from "../../../../worker/domains/ledger/schemas.ts";
import type { PaymentDetail, PaymentMethod } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announceMoney, refreshingRefused, refreshMoney } from "../announce-money.ts";
import { payments } from "../calls.ts";
import { amountIssue, isAmount, withIssues } from "../form-values.ts";
import { methodLabel } from "../words.ts";
import { type ComingOff, ComingOffList } from "./coming-off.tsx";

type RefundValues = {
  amountMinor: number | string;
  method: OfficeRefundMethod;
  refundedOn: string;
  reason: string;
};

const byHand: OfficeRefundMethod[] = ["cash", "check", "recorded"];

/** Money goes back the way it came; a card is never refunded in cash. */
const routes: Partial<Record<PaymentMethod, OfficeRefundMethod[]>> = {
  cash: byHand,
  check: ["check", "cash", "recorded"],
  terminal: ["terminal", "recorded"],
  card: ["recorded"],
};

/** Records money that was given back, after saying which charges are open again. */
export function RefundDialog(props: { payment: PaymentDetail; onClose: () => void }) {
  const { payment } = props;
  const methods = routes[payment.method] ?? byHand;
  const most = payment.refundableMinor;
  const seen = { version: payment.version, refundedMinor: payment.refundedMinor };
  const form = createForm<RefundValues, RecordRefundInput, Awaited<ReturnType<typeof payments.refund>>>({
    initial: {
      amountMinor: most,
      method: methods[0] ?? "recorded",
      refundedOn: formats().today(),
      reason: "",
    },
    schema: {
      "~standard": {
        validate(value) {
          const values = value as RefundValues;
          const tooMuch = isAmount(values.amountMinor) && values.amountMinor > most;
          return withIssues(recordRefundInput, { ...values, ...seen }, [
            ...amountIssue(values.amountMinor, "amountMinor"),
            ...(tooMuch
              ? [{ message: `At most ${formats().money(most)} can be refunded`, path: ["amountMinor"] }]
              : []),
          ]);
        },
      },
    },
    send: (input, idempotencyKey) =>
      refreshingRefused(payments.refund(payment.id, input, { idempotencyKey })),
    onSaved(answer) {
      if (answer.outcome === "refunded") announceMoney(answer.change, null, "A refund cannot be taken back.");
      else {
        refreshMoney();
        showToast(answer.message, { durationMs: 12_000 });
      }
      props.onClose();
    },
  });
  const amountMinor = () => (isAmount(form.values.amountMinor) ? form.values.amountMinor : 0);
  return (
    <Dialog
      open
      size="narrow"
      title={`Refund of receipt ${payment.number}`}
      description="It records money that you give back. It cannot be taken back."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="danger" busy={form.submitting()}>
            Refund {amountMinor() > 0 ? formats().money(amountMinor()) : ""}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="grid gap-3 sm:grid-cols-2">
          <MoneyInput
            field={form.field("amountMinor")}
            label="Amount"
            description={`At most ${formats().money(most)}`}
          />
          <Select
            field={form.field("method")}
            label="Given back"
            options={methods.map((value) => ({ value, label: methodLabel(value) }))}
          />
        </div>
        <DateInput field={form.field("refundedOn")} label="Day" />
        <TextArea field={form.field("reason")} label="Reason" rows={2} maxLength={300} />
        <Consequence payment={payment} amountMinor={Math.min(amountMinor(), most)} />
      </form>
    </Dialog>
  );
}

/** First what lies on account goes back, then what it pays comes off, the newest first. */
function Consequence(props: { payment: PaymentDetail; amountMinor: number }) {
  const fromAccount = () => Math.min(props.amountMinor, props.payment.unappliedMinor);
  const freed = createMemo<ComingOff[]>(() => {
    let left = props.amountMinor - fromAccount();
    return props.payment.allocations.toReversed().flatMap((one) => {
      const amountMinor = Math.min(left, one.amountMinor);
      left -= amountMinor;
      return amountMinor > 0 ? [{ name: `${one.description} (${one.chargeNumber})`, amountMinor }] : [];
    });
  });
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-3 text-ink-2" aria-live="polite">
      <Show when={fromAccount() > 0}>
        <p>{formats().money(fromAccount())} comes from what lies on account.</p>
      </Show>
      <ComingOffList parts={freed()} />
      <Show when={props.amountMinor === 0}>
        <p>Enter an amount to see which charges are open again.</p>
      </Show>
    </div>
  );
}
