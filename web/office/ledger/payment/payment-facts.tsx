import { Show } from "solid-js";
import type { PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { me } from "../../../shared/session.ts";
import { Fact, Facts } from "../../../shared/ui/peek-panel.tsx";
import { locationName } from "../options.ts";
import { dayText, methodText } from "../words.ts";

export function PaymentFacts(props: { payment: PaymentDetail }) {
  const payment = () => props.payment;
  const severalPlaces = () => (me()?.account.locations.length ?? 0) > 1;
  return (
    <div class="-m-4">
      <Facts>
        <Fact label={payment().kind === "credit" ? "Given" : "Received"}>
          {dayText(payment().receivedOn)}
        </Fact>
        <Fact label="Kind">{methodText(payment().method, payment().cardBrand, payment().last4)}</Fact>
        <Show when={payment().reference}>{(text) => <Fact label="Reference">{text()}</Fact>}</Show>
        <Show when={payment().settledOn !== payment().receivedOn && payment().settledOn}>
          {(day) => <Fact label="Settled">{dayText(day())}</Fact>}
        </Show>
        <Show when={severalPlaces()}>
          <Fact label="Location">{locationName(payment().locationId)}</Fact>
        </Show>
        <Show when={payment().note}>{(note) => <Fact label="Note">{note()}</Fact>}</Show>
        <Show when={payment().closedOn}>
          {(day) => (
            <Fact label={payment().status === "returned" ? "Returned" : "Voided"}>
              {dayText(day())}
              <Show when={payment().closeReason}>{(reason) => <>: {reason()}</>}</Show>
            </Fact>
          )}
        </Show>
      </Facts>
    </div>
  );
}
