import { createSignal, For, Show } from "solid-js";
import type { FamilyRow } from "../../../../worker/domains/families/shapes.ts";
import type { PricePreview } from "../../../../worker/domains/tuition/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { SearchIcon } from "../../../shared/ui/icons.tsx";
import { useParam } from "../../../shared/url-state.ts";
import { QueryStates } from "../query-states.tsx";
import { SettingsPage } from "../settings-page.tsx";

/** What one family would be charged for a month with everything as it is set up now. */
export default function PreviewPage() {
  const [family, setFamily] = useParam("family");
  const [month, setMonth] = useParam("month");
  const shownMonth = () => month() || formats().today().slice(0, 7);
  const path = () => {
    const id = family();
    return id ? `/tuition/price-preview?familyId=${id}&month=${shownMonth()}` : undefined;
  };
  const preview = createQuery<PricePreview>(path, { keepPrevious: true });
  return (
    <SettingsPage
      title="Price preview"
      intro="What a family would be charged for a month, with every step of the sum. Nothing is charged by looking."
      may
    >
      <div class="flex max-w-3xl flex-wrap items-end gap-3 px-4 pb-4 sm:px-6">
        <FamilySearch onChoose={setFamily} />
        <label class="flex flex-col gap-1 font-medium">
          Month
          <input
            type="month"
            class="control"
            value={shownMonth()}
            onChange={(event) => event.currentTarget.value && setMonth(event.currentTarget.value)}
          />
        </label>
      </div>
      <Show
        when={path()}
        fallback={
          <EmptyState icon={SearchIcon} title="Choose a family">
            Type a name above.
          </EmptyState>
        }
      >
        <QueryStates query={preview} label="the price">
          {(price) => <PriceTable price={price()} />}
        </QueryStates>
      </Show>
    </SettingsPage>
  );
}

function FamilySearch(props: { onChoose: (id: string) => void }) {
  const [typed, setTyped] = createSignal("");
  const found = createQuery<{ rows: FamilyRow[] }>(() =>
    typed().trim().length > 1 ? `/families?q=${encodeURIComponent(typed().trim())}` : undefined,
  );
  return (
    <div class="relative min-w-64 flex-1">
      <label class="flex flex-col gap-1 font-medium">
        Family
        <input
          type="search"
          class="control"
          autocomplete="off"
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Show when={found.data()?.rows.length}>
        <ul class="absolute inset-x-0 top-full z-10 mt-1 max-h-72 overflow-y-auto rounded-sm border border-line bg-raised py-1 shadow-2">
          <For each={found.data()?.rows.slice(0, 8)}>
            {(row) => (
              <li>
                <button
                  type="button"
                  class="block w-full px-3 py-1.5 text-left hover:bg-hover focus-visible:bg-hover"
                  onClick={() => {
                    setTyped("");
                    props.onChoose(row.id);
                  }}
                >
                  {row.name}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}

export function PriceTable(props: { price: PricePreview }) {
  const { money } = formats();
  return (
    <section class="max-w-3xl px-4 sm:px-6" aria-label="Price">
      <h2 class="mb-2 text-md font-bold tracking-tight">
        {props.price.familyName}, {formats().date(props.price.from, { month: "long", year: "numeric" })}
      </h2>
      <Show
        when={props.price.lines.length > 0}
        fallback={<p class="text-ink-2">Nobody of this family is enrolled in that month.</p>}
      >
        <ul class="border-t border-line">
          <For each={props.price.lines}>
            {(line) => (
              <li class="grid grid-cols-[1fr_auto] gap-x-4 border-b border-line py-2">
                <span class="font-semibold">
                  {line.studentName}, {line.className}
                </span>
                <span class="text-right font-semibold tabular-nums">{money(line.totalMinor)}</span>
                <ol class="col-span-2 mt-0.5 text-sm text-ink-3">
                  <For each={line.explanation}>{(sentence) => <li>{sentence}</li>}</For>
                </ol>
              </li>
            )}
          </For>
        </ul>
        <p class="flex justify-between py-2.5 text-md font-bold tabular-nums">
          <span>Together</span>
          <span>{money(props.price.totals.totalMinor)}</span>
        </p>
      </Show>
    </section>
  );
}
