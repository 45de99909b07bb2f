import { For, Show } from "solid-js";
import type { ChargeLine } from "../../../worker/domains/ledger/shapes.ts";
import { ChevronRightIcon } from "../../shared/ui/icons.tsx";

/** How a price came about: one sentence a step, with the amount before and after it. */
export function PriceStory(props: { line: Pick<ChargeLine, "story" | "description"> }) {
  return (
    <Show when={props.line.story}>
      {(story) => (
        <details class="group/story">
          <summary class="link -ml-1 inline-flex list-none items-center gap-1 pr-1 [&::-webkit-details-marker]:hidden">
            <ChevronRightIcon class="size-3.5 transition-transform duration-100 group-open/story:rotate-90" />
            How this price came about
            <span class="sr-only">: {props.line.description}</span>
          </summary>
          <ol class="mt-1.5 flex flex-col">
            <For each={story().steps}>
              {(step, at) => (
                <li class="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line py-1.5">
                  <span class="[overflow-wrap:anywhere]">{step.text}</span>
                  <span class="text-right whitespace-nowrap tabular-nums">
                    <Show when={at() > 0 && step.before !== step.after}>
                      <span class="text-ink-3">
                        {step.before}
                        <span aria-hidden="true"> → </span>
                        <span class="sr-only"> becomes </span>
                      </span>
                    </Show>
                    <span class="font-medium">{step.after}</span>
                  </span>
                </li>
              )}
            </For>
          </ol>
          <Show when={story().tariff}>
            {(tariff) => <p class="border-t border-line pt-1.5 text-sm text-ink-3">{tariff()}</p>}
          </Show>
        </details>
      )}
    </Show>
  );
}
