import { createSignal, For, lazy, Show, Suspense } from "solid-js";
import type { CatalogueOptions } from "../../../worker/domains/catalogue/shapes.ts";
import { afterPaint } from "../../shared/after-paint.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ListFilterIcon, SearchIcon, XIcon } from "../../shared/ui/icons.tsx";
import { useQuickParam } from "../../shared/url-state.ts";
import { classesWords } from "../words/classes.ts";
import { chipsOf, type Filters, type Many } from "./filters.ts";

const FilterSheet = lazy(() => import("./filter-sheet.tsx"));

type FilterBarProps = {
  filters: Filters;
  options: CatalogueOptions | undefined;
  found: number | undefined;
  without?: readonly (Many | "age")[];
};

/** Search, the way to all filters, and a chip for each that is set. */
export function FilterBar(props: FilterBarProps) {
  const [isOpen, setOpen] = createSignal(false);
  const [words, setWords] = useQuickParam("q", 250);
  const chips = () => chipsOf(props.filters, props.options);
  afterPaint(() => void FilterSheet.preload().catch(() => {}));
  return (
    <div class="flex flex-col gap-3">
      <div class="flex gap-2">
        <search class="relative min-w-0 flex-1 sm:max-w-sm">
          <SearchIcon class="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-ink-3" />
          <input
            type="text"
            inputmode="search"
            enterkeyhint="search"
            class="control pl-10"
            autocomplete="off"
            maxlength={100}
            aria-label={classesWords().search}
            placeholder={classesWords().search}
            value={words()}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </search>
        <Button icon={ListFilterIcon} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {chips().length > 0 ? classesWords().filtersSet(chips().length) : classesWords().filters}
        </Button>
      </div>
      <Show when={chips().length > 0}>
        <ul class="flex flex-wrap gap-2" aria-label={classesWords().filters}>
          <For each={chips()}>
            {(chip) => (
              <li>
                <button
                  type="button"
                  class="inline-flex min-h-11 items-center gap-1.5 rounded-full bg-accent-soft pr-3 pl-4 font-medium text-accent hover:text-accent-strong"
                  aria-label={classesWords().remove(chip.label)}
                  onClick={() => props.filters.remove(chip)}
                >
                  {chip.label}
                  <XIcon class="size-4" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Suspense>
        <Show when={isOpen()}>
          <FilterSheet
            filters={props.filters}
            options={props.options}
            found={props.found}
            without={props.without ?? []}
            onClose={() => setOpen(false)}
          />
        </Show>
      </Suspense>
    </div>
  );
}
