import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import { unwrap } from "solid-js/store";
import { discountInput } from "../../../../worker/domains/discounts/schemas.ts";
import type { DiscountExample } from "../../../../worker/domains/tuition/shapes.ts";
import { api } from "../../../shared/api.ts";
import { formats } from "../../../shared/formats.ts";

const PAUSE_MS = 250;

/** Two children in three classes, priced by the server's own engine while the table is typed. */
export function DiscountExampleBox(props: { values: Record<string, unknown> }) {
  const [example, setExample] = createSignal<DiscountExample>();
  const typed = () =>
    JSON.stringify({ ...unwrap(props.values), name: "Example", programIds: [], rows: props.values.rows });
  createEffect(
    on(
      () =>
        JSON.stringify([
          props.values.rows,
          props.values.classAxis,
          props.values.unit,
          props.values.studentAxis,
        ]),
      () => {
        const asked = new AbortController();
        const timer = setTimeout(async () => {
          const parsed = discountInput.safeParse(JSON.parse(typed()));
          if (!parsed.success) return;
          try {
            setExample(
              await api.post<DiscountExample>("/tuition/discounts/example", parsed.data, {
                signal: asked.signal,
              }),
            );
          } catch {
            // An example that does not come is no reason to disturb somebody who types; saving tells what is wrong.
          }
        }, PAUSE_MS);
        onCleanup(() => {
          clearTimeout(timer);
          asked.abort();
        });
      },
    ),
  );
  return (
    <section class="rounded-sm bg-sunken px-3 py-2.5" aria-label="Example" aria-live="polite">
      <h3 class="font-semibold">Two children, three classes</h3>
      <Show when={example()} fallback={<p class="text-sm text-ink-3">Type a table to see what it does.</p>}>
        {(shown) => (
          <>
            <ul class="mt-1 flex flex-col gap-1">
              <For each={shown().lines}>
                {(line) => (
                  <li class="grid grid-cols-[1fr_auto] gap-x-3">
                    <span>
                      {line.studentName}, {line.className}
                    </span>
                    <span class="text-right tabular-nums">
                      <Show when={line.discountMinor > 0}>
                        <s class="mr-2 text-ink-3">{formats().money(line.baseMinor)}</s>
                      </Show>
                      {formats().money(line.netMinor)}
                    </span>
                    <Show when={line.discountMinor > 0}>
                      <span class="col-span-2 text-sm text-ink-3">
                        {line.explanation.slice(1).join("; ")}
                      </span>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <p class="mt-1.5 flex justify-between border-t border-line pt-1.5 font-semibold tabular-nums">
              <span>Together</span>
              <span>{formats().money(shown().totals.netMinor)}</span>
            </p>
          </>
        )}
      </Show>
    </section>
  );
}
