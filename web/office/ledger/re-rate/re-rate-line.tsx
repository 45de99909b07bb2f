import { createUniqueId, For, Show } from "solid-js";
import type { ProposedLine } from "../../../../worker/domains/re-rating/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { MoneyText } from "../../../shared/ui/money-text.tsx";

type ReRateLineProps = { line: ProposedLine; isTicked: boolean; onToggle: () => void };

/** One enrollment in one month: billed, now, the difference, and why. */
export function ReRateLine(props: ReRateLineProps) {
  const id = createUniqueId();
  const month = () => formats().date(props.line.month, { month: "long", year: "numeric" });
  return (
    <li class="grid grid-cols-[auto_1fr_auto] gap-x-3 border-b border-line py-2">
      <input
        id={id}
        type="checkbox"
        class="mt-0.5 size-4 accent-accent"
        checked={props.isTicked}
        onChange={() => props.onToggle()}
      />
      <label for={id} class="min-w-0 [overflow-wrap:anywhere]">
        {props.line.description}
        <span class="block text-sm text-ink-3 tabular-nums">
          {month()} · billed {formats().money(props.line.billedMinor)}, now{" "}
          {formats().money(props.line.nowMinor)}
        </span>
      </label>
      <MoneyText class="text-right font-semibold" amountMinor={props.line.differenceMinor} />
      <Show when={props.line.explanation.length > 0}>
        <details class="col-start-2 text-sm text-ink-2">
          <summary class="w-fit cursor-pointer text-ink-3 underline-offset-3 hover:underline">
            How this price came about
          </summary>
          <ol class="flex flex-col gap-0.5 pt-1">
            <For each={props.line.explanation}>{(step) => <li>{step}</li>}</For>
          </ol>
        </details>
      </Show>
    </li>
  );
}
