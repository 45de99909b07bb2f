import { For, Show } from "solid-js";
import type { Difference } from "../../../worker/domains/billing-runs/schemas.ts";
import { differences } from "../../../worker/domains/billing-runs/schemas.ts";
import type { DifferenceCount, RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { SearchBox } from "../../shared/ui/search-box.tsx";
import { useParam, useQuickParam } from "../../shared/url-state.ts";
import { differenceText } from "./run-words.ts";
import type { RunWork } from "./run-work.ts";

/** What the lines come to by how they differ from last time; each sum is the filter of its lines. */
export function RunSums(props: { work: RunWork; run: RunDetail }) {
  const [shown, setShown] = useParam("difference");
  const [q, setQ] = useQuickParam("q");
  const found = (difference: Difference) =>
    props.run.differences.find((one) => one.difference === difference);
  return (
    <div class="flex flex-wrap items-end justify-between gap-3">
      <ul class="flex flex-wrap gap-2" aria-label="Lines by what changed">
        <For each={differences}>
          {(difference) => (
            <Show when={found(difference)}>
              {(sum) => (
                <li>
                  <Sum
                    run={props.run}
                    sum={sum()}
                    isShown={shown() === difference}
                    onShow={() => setShown(shown() === difference ? undefined : difference)}
                  />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <SearchBox label="Family or class" value={q() ?? ""} onInput={setQ} />
    </div>
  );
}

function Sum(props: { run: RunDetail; sum: DifferenceCount; isShown: boolean; onShow: () => void }) {
  const words = () => differenceText(props.run.kind, props.sum.difference);
  const isPast = () => props.run.kind === "tuition" && props.sum.difference === "gone";
  return (
    <button
      type="button"
      class="flex min-w-36 flex-col items-start rounded-md border border-line bg-sheet px-3 py-2 text-left hover:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft"
      aria-pressed={props.isShown}
      title={words().about}
      onClick={() => props.onShow()}
    >
      <span class="text-sm text-ink-2">
        {words().label} · {formats().number(props.sum.count)}
      </span>
      <MoneyText class="font-semibold" amountMinor={isPast() ? -props.sum.wasMinor : props.sum.amountMinor} />
    </button>
  );
}
