import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { OpenItems } from "../../../../worker/domains/ledger/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { PrinterIcon } from "../../../shared/ui/icons.tsx";
import { openItemsPath } from "../calls.ts";
import { isAmount } from "../form-values.ts";
import type { MoneyFamily } from "../opening.ts";
import { createLedgerOptions } from "../options.ts";
import { paperPath } from "../paper/paper-path.ts";
import { PaymentFields } from "./payment-fields.tsx";
import { createPaymentForm, type Received } from "./payment-form.ts";
import { PaymentTaken } from "./payment-taken.tsx";

type TakePaymentDrawerProps = { family: MoneyFamily; chargeId: string | undefined; onClose: () => void };

/** Takes money at the desk and hands out the receipt. */
export default function TakePaymentDrawer(props: TakePaymentDrawerProps) {
  const options = createLedgerOptions();
  const items = createQuery<OpenItems>(() => openItemsPath(props.family.id), { staleMs: 0 });
  const [taken, setTaken] = createSignal<Received>();
  const form = createPaymentForm({
    family: props.family,
    chargeId: props.chargeId,
    items: items.data,
    options: options.data,
    onSaved: setTaken,
  });
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
              <Button onClick={props.onClose}>Cancel</Button>
              <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
                {verb()}
              </Button>
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
          <PaymentFields
            form={form}
            options={options.data()}
            problem={items.error()}
            onRetry={items.refetch}
          />
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
      <Button onClick={() => receipt("")}>See receipt</Button>
      <Button ref={focusSoon} variant="primary" onClick={props.onClose}>
        Done
      </Button>
    </>
  );
}

/** The form with the focus is gone; this goes on from there. */
const focusSoon = (button: HTMLButtonElement) => queueMicrotask(() => button.focus());
