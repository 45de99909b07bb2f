import { For, Show } from "solid-js";
import type { Proposals, ProposedLine } from "../../../../worker/domains/re-rating/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { ReRateLine } from "../../ledger/re-rate/re-rate-line.tsx";

type TransferMoneyProps = {
  money: readonly Proposals[];
  isTicked: (line: ProposedLine) => boolean;
  onToggle: (line: ProposedLine) => void;
};

/** What the transfer changes of months that were billed already; what is left ticked is booked with it. */
export function TransferMoney(props: TransferMoneyProps) {
  const total = () =>
    props.money
      .flatMap(({ lines }) => lines)
      .filter(props.isTicked)
      .reduce((sum, line) => sum + line.differenceMinor, 0);
  return (
    <Show when={props.money.length > 0}>
      <section aria-label="Money" class="flex flex-col gap-2">
        <h3 class="font-medium">Money</h3>
        <p class="text-sm text-ink-2">
          These months were billed already. What is left ticked is booked with the transfer and stays: a
          transfer back proposes it the other way round.
        </p>
        <For each={props.money}>
          {(family) => (
            <div>
              <Show when={props.money.length > 1}>
                <h4 class="pb-1 text-sm font-semibold">
                  <bdi>{family.familyName}</bdi>
                </h4>
              </Show>
              <ul class="border-t border-line">
                <For each={family.lines}>
                  {(line) => (
                    <ReRateLine
                      line={line}
                      isTicked={props.isTicked(line)}
                      onToggle={() => props.onToggle(line)}
                    />
                  )}
                </For>
              </ul>
            </div>
          )}
        </For>
        <p class="text-right font-semibold tabular-nums" aria-live="polite">
          {totalText(total())}
        </p>
      </section>
    </Show>
  );
}

function totalText(totalMinor: number): string {
  if (totalMinor === 0) return "Nothing more to pay";
  return totalMinor > 0
    ? `${formats().money(totalMinor)} more to pay`
    : `${formats().money(-totalMinor)} to the family’s credit`;
}
