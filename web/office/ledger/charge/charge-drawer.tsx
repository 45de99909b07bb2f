import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { ChargeDetail, ChargeLine } from "../../../../worker/domains/ledger/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { stableRows } from "../../../shared/stable-rows.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { PencilIcon, PrinterIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { AllocationList } from "../allocation-list.tsx";
import { chargePath } from "../calls.ts";
import { DocumentGate } from "../document-gate.tsx";
import { DocumentHistory } from "../document-history.tsx";
import { keepFocus } from "../keep-focus.ts";
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
  const [editing, setEditing] = createSignal(false);
  const [voiding, setVoiding] = createSignal<{ line?: ChargeLine }>();
  const mayVoid = (charge: ChargeDetail) => can("void_charges", "full") && charge.voidedOn === null;
  const mayEdit = (charge: ChargeDetail) => can("charges", "full") && charge.voidedOn === null;
  keepFocus(query.data);
  keepFocus(editing);
  return (
    <DocumentGate
      query={query}
      what="Charge"
      onClose={props.onClose}
      title={(charge) => (editing() ? `Edit charge ${charge.number}` : charge.title)}
      description={(charge) => <About charge={charge()} />}
      actions={(charge) => (
        <Show when={!editing()}>
          <Actions
            charge={charge()}
            onVoid={mayVoid(charge()) ? () => setVoiding({}) : undefined}
            onEdit={mayEdit(charge()) ? () => setEditing(true) : undefined}
          />
        </Show>
      )}
    >
      {(charge) => (
        <>
          <Show
            when={editing()}
            fallback={
              <Details
                charge={charge()}
                onVoidLine={mayVoid(charge()) ? (line) => setVoiding({ line }) : undefined}
              />
            }
          >
            <EditCharge charge={charge()} onDone={() => setEditing(false)} />
          </Show>
          <Show when={voiding()}>
            {(what) => (
              <VoidChargeDialog charge={charge()} line={what().line} onClose={() => setVoiding(undefined)} />
            )}
          </Show>
        </>
      )}
    </DocumentGate>
  );
}

function About(props: { charge: ChargeDetail }) {
  const status = () => statusWords(props.charge.status);
  return (
    <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>
        Charge {props.charge.number} · <bdi>{props.charge.familyName}</bdi>
      </span>
      <Pill tone={status().tone}>{status().label}</Pill>
    </span>
  );
}

type DetailsProps = { charge: ChargeDetail; onVoidLine: ((line: ChargeLine) => void) | undefined };

function Details(props: DetailsProps) {
  const lines = stableRows(() => props.charge.lines, "id");
  const voidOf = (line: ChargeLine) => {
    const run = props.onVoidLine;
    return run && lines().length > 1 && line.voidedOn === null ? () => run(line) : undefined;
  };
  return (
    <div class="flex flex-col gap-5">
      <ChargeFacts charge={props.charge} />
      <ul class="flex flex-col gap-3">
        <For each={lines()}>{(line) => <ChargeLineCard line={line} onVoid={voidOf(line)} />}</For>
      </ul>
      <Totals charge={props.charge} />
      <AllocationList title="Paid by" side="charge" allocations={props.charge.allocations} />
      <DocumentHistory lines={props.charge.history} />
    </div>
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
