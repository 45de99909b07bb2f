import { useSearchParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import { ChevronDownIcon, XIcon } from "./icons.tsx";
import { Menu, MenuItem } from "./menu.tsx";

export type Filter = {
  /** The search parameter that holds it. */
  param: string;
  label: string;
  options: { value: string; label: string; hint?: string }[];
};

const unset =
  "hit inline-flex h-7 items-center gap-1 rounded-full border border-dashed border-line-strong pr-2 pl-2.5 whitespace-nowrap text-ink-2 hover:border-solid hover:bg-hover hover:text-ink pointer-coarse:h-9";

/** Filters are links to the same page: they can be shared, bookmarked and undone with Back. */
export function FilterChips(props: { filters: Filter[] }) {
  const [params, setParams] = useSearchParams();
  const chosen = (filter: Filter) => filter.options.find((option) => option.value === params[filter.param]);
  const anySet = () => props.filters.some((filter) => chosen(filter));
  const clear = () => setParams(Object.fromEntries(props.filters.map((filter) => [filter.param, undefined])));

  return (
    <fieldset class="flex flex-wrap items-center gap-2 px-4 pb-3 sm:px-6" data-no-print>
      <legend class="sr-only">Filters</legend>
      <For each={props.filters}>
        {(filter) => (
          <Show when={chosen(filter)} fallback={<Choice filter={filter} onChoose={setParams} />}>
            {(option) => (
              <span class="inline-flex h-7 items-center rounded-full bg-accent-soft font-medium whitespace-nowrap text-accent pointer-coarse:h-9">
                <Menu
                  label={`${filter.label} is ${option().label}. Change`}
                  triggerClass="hit h-full rounded-l-full pr-1 pl-3 hover:underline underline-offset-3"
                  trigger={`${filter.label} is ${option().label}`}
                >
                  <Options filter={filter} current={option().value} onChoose={setParams} />
                </Menu>
                <button
                  type="button"
                  class="hit grid h-full w-7 place-items-center rounded-r-full hover:text-accent-strong pointer-coarse:w-11"
                  aria-label={`Remove filter ${filter.label}`}
                  onClick={() => setParams({ [filter.param]: undefined })}
                >
                  <XIcon class="size-3.5" />
                </button>
              </span>
            )}
          </Show>
        )}
      </For>
      <Show when={anySet()}>
        <button type="button" class="link px-1" onClick={clear}>
          Clear
        </button>
      </Show>
    </fieldset>
  );
}

type ChoiceProps = { filter: Filter; current?: string; onChoose: (params: Record<string, string>) => void };

function Choice(props: ChoiceProps) {
  return (
    <Menu
      label={`Filter by ${props.filter.label.toLowerCase()}`}
      triggerClass={unset}
      trigger={
        <>
          {props.filter.label}
          <ChevronDownIcon class="size-3.5 text-ink-3" />
        </>
      }
    >
      <Options {...props} />
    </Menu>
  );
}

function Options(props: ChoiceProps) {
  return (
    <For each={props.filter.options}>
      {(option) => (
        <MenuItem
          label={option.label}
          hint={option.hint}
          current={option.value === props.current}
          onSelect={() => props.onChoose({ [props.filter.param]: option.value })}
        />
      )}
    </For>
  );
}
