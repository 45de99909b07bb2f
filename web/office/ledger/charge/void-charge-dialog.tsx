import { createMemo, For, Show } from "solid-js";
import { voidInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { ChargeDetail, ChargeLine } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { MoneyText } from "../../../shared/ui/money-text.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announceMoney, refreshMoney } from "../announce-money.ts";
import { charges } from "../calls.ts";

type VoidChargeDialogProps = {
  charge: ChargeDetail;
  /** Only this line of it. */
  line: ChargeLine | undefined;
  onClose: () => void;
};

/** Takes a charge or a line back with a reason, after saying what becomes of the money that paid it. */
export function VoidChargeDialog(props: VoidChargeDialogProps) {
  const { charge, line } = props;
  const form = createForm({
    initial: { version: line?.version ?? charge.version, reason: "", onDate: formats().today() },
    schema: voidInput,
    send: (input, idempotencyKey) =>
      line
        ? charges.voidLine(charge.id, line.id, input, { idempotencyKey })
        : charges.void(charge.id, input, { idempotencyKey }),
    onSaved(answer) {
      if (answer.outcome === "voided") {
        announceMoney(answer.change, null, "A void stays. Charge it again if it was a mistake.");
      } else {
        refreshMoney();
        showToast(answer.message);
      }
      props.onClose();
    },
  });
  const name = () => (line ? `the line “${line.description}”` : `charge ${charge.number}`);
  return (
    <Dialog
      open
      size="narrow"
      title={`Void ${name()}?`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it</Button>
          <Button type="submit" form={form.id} variant="danger" busy={form.submitting()}>
            Void {formats().money(line?.totalMinor ?? charge.totalMinor)}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextArea field={form.field("reason")} label="Reason" rows={2} maxLength={300} />
        <DateInput field={form.field("onDate")} label="Counts for" />
        <Consequence charge={charge} line={line} />
      </form>
    </Dialog>
  );
}

function Consequence(props: { charge: ChargeDetail; line: ChargeLine | undefined }) {
  const freed = createMemo(() => {
    const byPayment = new Map<string, { name: string; amountMinor: number }>();
    for (const one of props.charge.allocations) {
      if (props.line && one.lineId !== props.line.id) continue;
      const known = byPayment.get(one.paymentId);
      const amountMinor = (known?.amountMinor ?? 0) + one.amountMinor;
      byPayment.set(one.paymentId, { name: `${one.paymentTitle} (${one.paymentNumber})`, amountMinor });
    }
    return [...byPayment.values()];
  });
  const open = () => props.line?.openMinor ?? props.charge.openMinor;
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-3 text-ink-2">
      <p>
        The family owes {formats().money(open())} less. The lines stay in the ledger, marked as voided, and a
        run may bill them again.
      </p>
      <Show when={freed().length > 0}>
        <p>What has paid it goes back on the family’s account:</p>
        <ul>
          <For each={freed()}>
            {(payment) => (
              <li class="flex gap-3 py-0.5">
                <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">{payment.name}</span>
                <MoneyText amountMinor={payment.amountMinor} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
