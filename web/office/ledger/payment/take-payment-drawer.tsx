import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { OpenItems } from "../../../../worker/domains/ledger/shapes.ts";
import type { FamilyMethods, PayOutcome } from "../../../../worker/domains/payments/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { focusSoon } from "../../../shared/ui/first-focus.ts";
import { PrinterIcon } from "../../../shared/ui/icons.tsx";
import { refreshMethods } from "../../payments/add-method.ts";
import { familyMethodsPath } from "../../payments/calls.ts";
import { refreshMoney } from "../announce-money.ts";
import { openItemsPath } from "../calls.ts";
import { isAmount } from "../form-values.ts";
import type { MoneyFamily } from "../opening.ts";
import { createLedgerOptions } from "../options.ts";
import { paperPath } from "../paper/paper-path.ts";
import { Charged } from "./charged.tsx";
import { MailReceiptButton } from "./mail-receipt-button.tsx";
import { PaymentFields } from "./payment-fields.tsx";
import { createPaymentForm, type Received } from "./payment-form.ts";
import { PaymentTaken } from "./payment-taken.tsx";

type TakePaymentDrawerProps = { family: MoneyFamily; chargeId: string | undefined; onClose: () => void };

/** Takes money at the desk and hands out the receipt. */
export default function TakePaymentDrawer(props: TakePaymentDrawerProps) {
  const options = createLedgerOptions();
  const items = createQuery<OpenItems>(() => openItemsPath(props.family.id), { staleMs: 0 });
  const [taken, setTaken] = createSignal<Received>();
  const [charged, setCharged] = createSignal<PayOutcome>();
  const form = createPaymentForm({
    family: props.family,
    chargeId: props.chargeId,
    items: items.data,
    options: options.data,
    onSaved: setTaken,
    onCharged: (outcome) => settle(outcome),
  });
  const kept = createQuery<FamilyMethods>(() => familyMethodsPath(props.family.id));
  const usable = () =>
    (kept.data()?.methods ?? []).filter((one) => one.invalidReason === null && one.expiry !== "expired");
  function settle(outcome: PayOutcome) {
    refreshMoney();
    refreshMethods();
    if (outcome.outcome === "paid") setTaken({ id: outcome.paymentId, unappliedMinor: 0 });
    else setCharged(outcome);
  }
  const again = () => setCharged(undefined);
  const verb = () => {
    const { amountMinor } = form.values;
    return isAmount(amountMinor) && amountMinor > 0 ? `Take ${formats().money(amountMinor)}` : "Take payment";
  };
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={taken() ? "Payment taken" : "Take a payment"}
      description={<bdi>{props.family.name}</bdi>}
      actions={
        <Show
          when={taken()}
          fallback={
            <>
              <Button onClick={props.onClose}>{charged() ? "Close" : "Cancel"}</Button>
              <Show when={!charged()}>
                <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
                  {verb()}
                </Button>
              </Show>
            </>
          }
        >
          {(answer) => (
            <ReceiptActions familyId={props.family.id} paymentId={answer().id} onClose={props.onClose} />
          )}
        </Show>
      }
    >
      <Show
        when={taken()}
        fallback={
          <Show
            when={charged()}
            fallback={
              <PaymentFields
                form={form}
                kept={usable()}
                options={options.data()}
                problem={items.error()}
                onRetry={items.refetch}
              />
            }
          >
            {(outcome) => <Charged outcome={outcome()} onOutcome={settle} onAgain={again} />}
          </Show>
        }
      >
        {(answer) => (
          <PaymentTaken
            familyId={props.family.id}
            answer={answer()}
            amountMinor={form.values.amountMinor as number}
          />
        )}
      </Show>
    </Drawer>
  );
}

function ReceiptActions(props: { familyId: string; paymentId: string; onClose: () => void }) {
  const navigate = useNavigate();
  function receipt(after: string) {
    props.onClose();
    navigate(paperPath(props.familyId, props.paymentId) + after);
  }
  return (
    <>
      <Button icon={PrinterIcon} onClick={() => receipt("?print=1")}>
        Print receipt
      </Button>
      <MailReceiptButton paymentId={props.paymentId} />
      <Button onClick={() => receipt("")}>See receipt</Button>
      <Button ref={focusSoon} variant="primary" onClick={props.onClose}>
        Done
      </Button>
    </>
  );
}
