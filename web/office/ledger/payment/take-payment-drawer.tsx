import { createSignal, Match, Switch } from "solid-js";
import type { OpenItems } from "../../../../worker/domains/ledger/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { openItemsPath } from "../calls.ts";
import { isAmount } from "../form-values.ts";
import type { MoneyFamily } from "../opening.ts";
import { createLedgerOptions } from "../options.ts";
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
    <Switch>
      <Match when={taken()}>
        {(answer) => (
          <PaymentTaken
            family={props.family}
            answer={answer()}
            amountMinor={form.values.amountMinor as number}
            onClose={props.onClose}
          />
        )}
      </Match>
      <Match when={true}>
        <Drawer
          open
          onClose={props.onClose}
          title="Take a payment"
          description={<bdi>{props.family.name}</bdi>}
          actions={
            <>
              <Button onClick={props.onClose}>Cancel</Button>
              <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
                {verb()}
              </Button>
            </>
          }
        >
          <PaymentFields
            form={form}
            options={options.data()}
            problem={items.error()}
            onRetry={items.refetch}
          />
        </Drawer>
      </Match>
    </Switch>
  );
}
