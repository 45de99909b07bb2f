import { lazy, Match, Switch } from "solid-js";

const ChargeDrawer = lazy(() => import("./charge/charge-drawer.tsx"));
const PaymentDrawer = lazy(() => import("./payment/payment-drawer.tsx"));

/** A charge, or a payment or credit with its refunds: the id says which. */
export default function DocumentDrawer(props: { id: string; onClose: () => void }) {
  const kind = () => props.id.slice(0, 3);
  return (
    <Switch>
      <Match when={kind() === "cha"}>
        <ChargeDrawer id={props.id} onClose={props.onClose} />
      </Match>
      <Match when={kind() === "pay"}>
        <PaymentDrawer id={props.id} onClose={props.onClose} />
      </Match>
    </Switch>
  );
}
