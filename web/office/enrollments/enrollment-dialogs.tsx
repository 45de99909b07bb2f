import { lazy, Match, Show, Suspense, Switch } from "solid-js";
import { closeEnrollments, type Opened, opened } from "./opening.ts";
import { SubjectsGate } from "./subjects-gate.tsx";

const EnrollDrawer = lazy(() => import("./enroll/enroll-drawer.tsx"));
const DropDialog = lazy(() => import("./drop/drop-dialog.tsx"));
const DropClassDialog = lazy(() => import("./drop/drop-class-dialog.tsx"));
const TransferDrawer = lazy(() => import("./transfer/transfer-drawer.tsx"));
const BillingDrawer = lazy(() => import("./billing/billing-drawer.tsx"));
const EditDrawer = lazy(() => import("./edit/edit-drawer.tsx"));

/** Whatever lies over the page to enroll, drop, transfer or edit; every page opens it with a call (opening.ts). */
export default function EnrollmentDialogs() {
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
  const close = closeEnrollments;
  const done = () => what.onDone?.();
  return (
    <Switch>
      <Match when={what.kind === "enroll" && what}>
        {(it) => <EnrollDrawer preset={it().preset} onClose={close} onDone={done} />}
      </Match>
      <Match when={what.kind === "drop-class" && what}>
        {(it) => <DropClassDialog classId={it().classId} onClose={close} onDone={done} />}
      </Match>
      <Match when={what.kind === "drop" && what}>
        {(it) => (
          <SubjectsGate subjects={it().subjects} onClose={close}>
            {(rows) => <DropDialog rows={rows} onClose={close} onDone={done} />}
          </SubjectsGate>
        )}
      </Match>
      <Match when={what.kind === "transfer" && what}>
        {(it) => (
          <SubjectsGate subjects={it().subjects} onClose={close}>
            {(rows) => <TransferDrawer rows={rows} onClose={close} onDone={done} />}
          </SubjectsGate>
        )}
      </Match>
      <Match when={what.kind === "billing" && what}>
        {(it) => (
          <SubjectsGate subjects={[it().subject]} onClose={close}>
            {(rows) => <BillingDrawer row={rows[0]!} onClose={close} onDone={done} />}
          </SubjectsGate>
        )}
      </Match>
      <Match when={what.kind === "edit" && what}>
        {(it) => (
          <SubjectsGate subjects={[it().subject]} onClose={close}>
            {(rows) => <EditDrawer row={rows[0]!} onClose={close} onDone={done} />}
          </SubjectsGate>
        )}
      </Match>
    </Switch>
  );
}
