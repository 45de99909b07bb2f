import { useSearchParams } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { chipTrigger, FilterChip, unsetChip } from "./filter-chip.tsx";
import { ChevronDownIcon } from "./icons.tsx";
import { Menu, MenuItem } from "./menu.tsx";

export type Filter = {
  /** The search parameter that holds it. */
  param: string;
  label: string;
  options: { value: string; label: string; hint?: string }[];
};

type FilterChipsProps = {
  filters: Filter[];
  /** Filters that are not a choice from a list: their chips, and the parameters that Clear removes with the others. */
  more?: JSX.Element;
  moreParams?: string[];
};

export function FilterChips(props: FilterChipsProps) {
  const [params, setParams] = useSearchParams();
  const chosen = (filter: Filter) => filter.options.find((option) => option.value === params[filter.param]);
  const names = () => [...props.filters.map((filter) => filter.param), ...(props.moreParams ?? [])];
  const anySet = () =>
    props.filters.some((filter) => chosen(filter)) || props.moreParams?.some((name) => params[name]);
  const clear = () => setParams(Object.fromEntries(names().map((name) => [name, undefined])));

  return (
    <fieldset class="flex flex-wrap items-center gap-2 px-4 pb-3 sm:px-6" data-no-print>
      <legend class="sr-only">Filters</legend>
      <For each={props.filters}>
        {(filter) => (
          <Show when={chosen(filter)} fallback={<Choice filter={filter} onChoose={setParams} />}>
            {(option) => (
              <FilterChip label={filter.label} onRemove={() => setParams({ [filter.param]: undefined })}>
                <Menu
                  label={`${filter.label} is ${option().label}. Change`}
                  triggerClass={chipTrigger}
                  trigger={`${filter.label} is ${option().label}`}
                >
                  <Options filter={filter} current={option().value} onChoose={setParams} />
                </Menu>
              </FilterChip>
            )}
          </Show>
        )}
      </For>
      {props.more}
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
      triggerClass={unsetChip}
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
