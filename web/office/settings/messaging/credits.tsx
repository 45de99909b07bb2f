import { For, Show } from "solid-js";
import type {
  CreditMovement,
  MessagingSettingsPage,
} from "../../../../worker/domains/messaging-settings/schemas.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { Notice } from "../../../shared/ui/notice.tsx";
import { creditsPrice } from "./price.ts";

const kindWords = ({ kind, isRefill }: CreditMovement) => {
  if (isRefill) return "bought by themselves";
  return kind === "bought" ? "bought" : "given";
};

/** What is left to pay for texts, and where it came from. */
export function Credits(props: { page: MessagingSettingsPage }) {
  const credits = () => props.page.credits;
  const refill = () => props.page.settings.refill;
  const isUsedUp = () =>
    refill().isOn && credits().refilledThisMonth + refill().credits > refill().atMostAMonth;
  return (
    <section class="flex max-w-3xl flex-col gap-3 border-t border-line px-4 pt-5 sm:px-6">
      <h2 class="text-md font-bold tracking-tight">Message credits</h2>
      <Show when={credits().isLow && (!refill().isOn || isUsedUp())}>
        <Notice tone="warn">
          Only {plural(credits().left, "credit")} left.{" "}
          {isUsedUp()
            ? "This month's refills are used up: allow more below, or ask whoever runs the service."
            : "Ask whoever runs the service for more, or switch the refill on below."}
        </Notice>
      </Show>
      <p>
        <span class="text-lg font-bold tabular-nums">{formats().number(credits().left)}</span> left, at{" "}
        {creditsPrice(credits(), 1)} each. A text costs a credit for each segment, one with pictures three;
        what cannot be sent costs nothing.
      </p>
      <ul class="flex flex-col divide-y divide-line text-sm text-ink-2">
        <For each={props.page.movements}>
          {(one) => (
            <li class="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 py-1.5 sm:grid-cols-[3.5rem_minmax(0,1fr)_auto]">
              <span class="font-medium text-ink tabular-nums">+{formats().number(one.credits)}</span>
              <span class="[overflow-wrap:anywhere]">
                {kindWords(one)}
                <Show when={one.priceMicros}>
                  {(priceMicros) => (
                    <>, {creditsPrice({ ...credits(), priceMicros: priceMicros() }, one.credits)}</>
                  )}
                </Show>
                <Show when={one.reason}>
                  <span class="block text-ink-3">{one.reason}</span>
                </Show>
              </span>
              <span class="text-ink-3 tabular-nums max-sm:col-start-2">{formats().instant(one.at)}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
