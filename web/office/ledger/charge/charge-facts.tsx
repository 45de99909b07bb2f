import { Show } from "solid-js";
import type { ChargeDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { me } from "../../../shared/session.ts";
import { Fact, Facts } from "../../../shared/ui/peek-panel.tsx";
import { locationName } from "../options.ts";
import { dayText, dueText, sourceText } from "../words.ts";

export function ChargeFacts(props: { charge: ChargeDetail }) {
  const charge = () => props.charge;
  const isPast = () => charge().openMinor > 0 && dueText(charge().dueOn).isPast;
  const severalPlaces = () => (me()?.account.locations.length ?? 0) > 1;
  return (
    <div class="-m-4">
      <Facts>
        <Fact label="Charged">{dayText(charge().chargeOn)}</Fact>
        <Fact label="Due">
          <span classList={{ "font-semibold text-bad": isPast() }}>
            {dayText(charge().dueOn)}
            {isPast() ? ", past due" : ""}
          </span>
        </Fact>
        <Show when={charge().earlyBirdOn}>
          {(day) => <Fact label="Early bird">Until {dayText(day())}</Fact>}
        </Show>
        <Show when={severalPlaces()}>
          <Fact label="Location">{locationName(charge().locationId)}</Fact>
        </Show>
        <Show when={charge().source !== "manual"}>
          <Fact label="Source">{sourceText(charge().source)}</Fact>
        </Show>
        <Show when={charge().note}>{(note) => <Fact label="Note">{note()}</Fact>}</Show>
        <Show when={charge().voidedOn}>
          {(day) => (
            <Fact label="Voided">
              {dayText(day())}
              <Show when={charge().voidReason}>{(reason) => <>: {reason()}</>}</Show>
            </Fact>
          )}
        </Show>
      </Facts>
    </div>
  );
}
