import { useNavigate } from "@solidjs/router";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { ChargeDetail, ChargeLine } from "../../../../worker/domains/ledger/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { PencilIcon, PrinterIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { AllocationList } from "../allocation-list.tsx";
import { chargePath } from "../calls.ts";
import { DocumentGate } from "../document-gate.tsx";
import { DocumentHistory } from "../document-history.tsx";
import { openMoney } from "../opening.ts";
import { paperPath } from "../paper/paper-path.ts";
import { Sum, Sums } from "../sums.tsx";
import { statusWords } from "../words.ts";
import { ChargeFacts } from "./charge-facts.tsx";
import { ChargeLineCard } from "./charge-line-card.tsx";
import { EditCharge } from "./edit-charge.tsx";
import { VoidChargeDialog } from "./void-charge-dialog.tsx";

export default function ChargeDrawer(props: { id: string; onClose: () => void }) {
  const query = createQuery<ChargeDetail>(() => chargePath(props.id));
  return (
    <DocumentGate query={query} what="Charge" onClose={props.onClose}>
      {(charge) => <Loaded charge={charge()} onClose={props.onClose} />}
    </DocumentGate>
  );
}

function Loaded(props: { charge: ChargeDetail; onClose: () => void }) {
  const [editing, setEditing] = createSignal(false);
  const [voiding, setVoiding] = createSignal<{ line?: ChargeLine }>();
  const charge = () => props.charge;
  const isVoided = () => charge().voidedOn !== null;
  const mayVoid = () => can("void_charges", "full") && !isVoided();
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={editing() ? `Edit charge ${charge().number}` : charge().title}
      description={
        <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>
            Charge {charge().number} · <bdi>{charge().familyName}</bdi>
          </span>
          <Pill tone={statusWords(charge().status).tone}>{statusWords(charge().status).label}</Pill>
        </span>
      }
      actions={
        <Show when={!editing()}>
          <Actions
            charge={charge()}
            onVoid={mayVoid() ? () => setVoiding({}) : undefined}
            onEdit={can("charges", "full") && !isVoided() ? () => setEditing(true) : undefined}
          />
        </Show>
      }
    >
      <Switch>
        <Match when={editing()}>
          <EditCharge charge={charge()} onDone={() => setEditing(false)} />
        </Match>
        <Match when={true}>
          <div class="flex flex-col gap-5">
            <ChargeFacts charge={charge()} />
            <ul class="flex flex-col gap-3">
              <For each={charge().lines}>
                {(line) => (
                  <ChargeLineCard
                    line={line}
                    onVoid={
                      mayVoid() && charge().lines.length > 1 && line.voidedOn === null
                        ? () => setVoiding({ line })
                        : undefined
                    }
                  />
                )}
              </For>
            </ul>
            <Totals charge={charge()} />
            <AllocationList title="Paid by" side="charge" allocations={charge().allocations} />
            <DocumentHistory lines={charge().history} />
          </div>
        </Match>
      </Switch>
      <Show when={voiding()}>
        {(what) => (
          <VoidChargeDialog charge={charge()} line={what().line} onClose={() => setVoiding(undefined)} />
        )}
      </Show>
    </Drawer>
  );
}

function Totals(props: { charge: ChargeDetail }) {
  const charge = () => props.charge;
  const paidMinor = () => charge().totalMinor - charge().openMinor;
  return (
    <div class="border-t border-line pt-3">
      <Sums>
        <Sum label="Total" amountMinor={charge().totalMinor} strong />
        <Show when={paidMinor() > 0 && charge().voidedOn === null}>
          <Sum label="Paid" amountMinor={paidMinor()} />
        </Show>
        <Show when={charge().openMinor > 0}>
          <Sum label="Open" amountMinor={charge().openMinor} strong tone="bad" />
        </Show>
      </Sums>
    </div>
  );
}

function Actions(props: {
  charge: ChargeDetail;
  onVoid: (() => void) | undefined;
  onEdit: (() => void) | undefined;
}) {
  const navigate = useNavigate();
  const charge = () => props.charge;
  return (
    <>
      <Show when={props.onVoid}>
        {(run) => (
          <Button class="mr-auto" onClick={() => run()()}>
            Void…
          </Button>
        )}
      </Show>
      <Button icon={PrinterIcon} onClick={() => navigate(paperPath(charge().familyId, charge().id))}>
        Print
      </Button>
      <Show when={props.onEdit}>
        {(run) => (
          <Button icon={PencilIcon} onClick={() => run()()}>
            Edit
          </Button>
        )}
      </Show>
      <Show when={charge().openMinor > 0 && can("payments", "full")}>
        <Button
          variant="primary"
          onClick={() =>
            openMoney({
              kind: "payment",
              family: {
                id: charge().familyId,
                name: charge().familyName,
                homeLocationId: charge().locationId,
              },
              chargeId: charge().id,
            })
          }
        >
          Take payment
        </Button>
      </Show>
    </>
  );
}
