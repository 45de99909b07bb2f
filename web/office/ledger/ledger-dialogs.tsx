import { lazy, Match, Show, Suspense, Switch } from "solid-js";
import { closeMoney, type Opened, opened } from "./opening.ts";

const NewChargeDrawer = lazy(() => import("./charge/new-charge-drawer.tsx"));
const GroupChargeDrawer = lazy(() => import("./group/group-charge-drawer.tsx"));
const TakePaymentDrawer = lazy(() => import("./payment/take-payment-drawer.tsx"));
const GiveCreditDrawer = lazy(() => import("./payment/give-credit-drawer.tsx"));
const ReRateDialog = lazy(() => import("./re-rate/re-rate-dialog.tsx"));
const ApplyCreditsDialog = lazy(() => import("./payment/apply-credits-dialog.tsx"));

/** Whatever lies over the page to charge or to take money; every page opens it with a call (opening.ts). */
export default function LedgerDialogs() {
  return (
    <Show when={opened()} keyed>
      {(what) => (
        <Suspense>
          <OneDialog what={what} />
        </Suspense>
      )}
    </Show>
  );
}

function OneDialog(props: { what: Opened }) {
  // Decided once: what is opened is another object every time.
  const { what } = props;
  return (
    <Switch>
      <Match when={what.kind === "charge" && what}>
        {(it) => <NewChargeDrawer family={it().family} onClose={closeMoney} />}
      </Match>
      <Match when={what.kind === "payment" && what}>
        {(it) => <TakePaymentDrawer family={it().family} chargeId={it().chargeId} onClose={closeMoney} />}
      </Match>
      <Match when={what.kind === "credit" && what}>
        {(it) => <GiveCreditDrawer family={it().family} onClose={closeMoney} />}
      </Match>
      <Match when={what.kind === "apply" && what}>
        {(it) => <ApplyCreditsDialog family={it().family} onClose={closeMoney} />}
      </Match>
      <Match when={what.kind === "re-rate" && what}>
        {(it) => <ReRateDialog proposals={it().proposals} onClose={closeMoney} />}
      </Match>
      <Match when={what.kind === "group" && what}>
        {(it) => <GroupChargeDrawer audience={it().audience} onClose={closeMoney} onDone={it().onDone} />}
      </Match>
    </Switch>
  );
}
