import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { readable } from "../../shared/readable.ts";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { waitingCount } from "../online-activity/activity-count.ts";
import { ItemAge } from "../online-activity/item-age.tsx";

const shown = 8;

/** How much waits, and on demand the oldest of it. */
export function ActivityWidget() {
  const [isOpen, setOpen] = createSignal(false);
  const items = createQuery<{ rows: ActivityRow[] }>(() => (isOpen() ? "/online-activity" : undefined));
  return (
    <section>
      <h2 class="text-md font-bold tracking-tight">
        <button
          type="button"
          class="flex min-h-8 w-full items-center gap-2 text-left"
          aria-expanded={isOpen()}
          onClick={() => setOpen(!isOpen())}
        >
          <span class="flex-1">Online activity</span>
          <span class="font-regular text-ink-2 tabular-nums">{waitingCount() ?? "–"} waiting</span>
          <ChevronDownIcon class={`size-4 text-ink-3 transition-transform ${isOpen() ? "rotate-180" : ""}`} />
        </button>
      </h2>
      <Show when={isOpen()}>
        <ul class="mt-2 flex flex-col gap-2">
          <For
            each={items.data()?.rows.slice(0, shown)}
            fallback={<li class="text-ink-2">{items.data() ? "Nothing waits." : "…"}</li>}
          >
            {(row) => (
              <li>
                <A class="link [overflow-wrap:anywhere]" href={`/online-activity?peek=${row.id}`}>
                  {readable(row.summary)}
                </A>
                <p class="flex justify-between gap-3 text-sm text-ink-3">
                  <bdi class="truncate">{row.familyName}</bdi>
                  <ItemAge row={row} />
                </p>
              </li>
            )}
          </For>
        </ul>
        <A class="link mt-2 inline-block" href="/online-activity">
          Show everything
        </A>
      </Show>
    </section>
  );
}
