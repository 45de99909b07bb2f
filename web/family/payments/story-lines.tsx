import { For, Show } from "solid-js";
import type { PriceStory } from "../../../worker/domains/ledger/price-story.ts";
import { paymentWords } from "../words/payments.ts";

/** How an amount came about, step by step, opened where it stands. */
export function StoryLines(props: { story: PriceStory }) {
  return (
    <details class="text-ink-2">
      <summary class="link min-h-11 cursor-pointer py-2.5">{paymentWords().why}</summary>
      <ol class="flex flex-col gap-1 pb-2 text-sm">
        <For each={props.story.steps}>
          {(step) => (
            <li class="flex justify-between gap-3">
              <span class="min-w-0">{step.text}</span>
              <span class="flex-none tabular-nums">{step.after}</span>
            </li>
          )}
        </For>
        <Show when={props.story.tariff}>
          <li class="text-ink-3">{props.story.tariff}</li>
        </Show>
      </ol>
    </details>
  );
}
