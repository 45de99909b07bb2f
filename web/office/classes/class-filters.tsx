import { createMemo, createUniqueId, For, Show } from "solid-js";
import { unsetChip } from "../../shared/ui/filter-chip.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { Popover } from "../../shared/ui/popover.tsx";
import { createClassOptions } from "./class-options.ts";
import { type ClassSearch, type FilterName, filterNames } from "./class-search.ts";
import { weekdayName, weekdays } from "./class-words.ts";
import { ChildFilter, OpeningsFilter, TimeFilter } from "./own-filters.tsx";

type Listed = readonly { readonly id: string; readonly name: string }[];
const choiceOf = (param: FilterName, label: string, list: Listed | undefined): Filter => ({
  param,
  label,
  options: (list ?? []).map(({ id, name }) => ({ value: id, label: name })),
});

const seldom = new Set<string>(["location", "room", "session", "keyword", "gender", "online", "sort"]);
const ownParams: FilterName[] = ["openings", "on", "from", "to", "years", "months"];

export function ClassFilters(props: { search: ClassSearch }) {
  const options = createClassOptions();
  const filters = createMemo((): Filter[] => {
    const known = options.data();
    const all: Filter[] = [
      {
        param: "status",
        label: "Status",
        options: [
          { value: "future", label: "Future", hint: "not begun" },
          { value: "inactive", label: "Inactive", hint: "archived or over" },
          { value: "all", label: "All" },
        ],
      },
      choiceOf("program", "Program", known?.programs),
      choiceOf("level", "Level", known?.levels),
      {
        param: "day",
        label: "Day",
        options: weekdays.map((day) => ({ value: String(day), label: weekdayName(day, "long") })),
      },
      choiceOf("instructor", "Instructor", known?.instructors),
      choiceOf("location", "Location", (known?.locations.length ?? 0) > 1 ? known?.locations : []),
      choiceOf("room", "Room", known?.rooms),
      choiceOf("session", "Session", known?.sessions),
      choiceOf(
        "keyword",
        "Keyword",
        known?.keywords.filter(({ kind }) => kind === "class").map(({ id, label }) => ({ id, name: label })),
      ),
      {
        param: "gender",
        label: "For",
        options: [
          { value: "female", label: "Girls" },
          { value: "male", label: "Boys" },
          { value: "coed", label: "Co-ed only" },
        ],
      },
      {
        param: "online",
        label: "Online",
        options: [
          { value: "yes", label: "Shown online" },
          { value: "no", label: "Not shown" },
        ],
      },
      {
        param: "sort",
        label: "Sorted",
        options: [
          { value: "day", label: "By day and time" },
          { value: "openings", label: "Most openings first" },
        ],
      },
    ];
    return all.filter(({ options: choices }) => choices.length > 0);
  });
  const isSeldom = ({ param }: Filter) => seldom.has(param) && !props.search.value(param as FilterName);
  return (
    <FilterChips
      filters={filters().filter((filter) => !isSeldom(filter))}
      more={
        <>
          <OpeningsFilter search={props.search} />
          <TimeFilter search={props.search} />
          <ChildFilter search={props.search} />
          <MoreFilters search={props.search} filters={filters().filter(isSeldom)} />
        </>
      }
      moreParams={ownParams.filter((name) => filterNames.includes(name))}
    />
  );
}

/** What is seldom asked for, so that a phone keeps room for the list; what is set becomes a chip like the others. */
function MoreFilters(props: { search: ClassSearch; filters: Filter[] }) {
  return (
    <Show when={props.filters.length > 0}>
      <Popover
        label="More filters"
        class="w-72"
        triggerClass={unsetChip}
        trigger={
          <>
            More <ChevronDownIcon class="size-3.5 text-ink-3" />
          </>
        }
      >
        <div class="flex flex-col gap-3 p-1">
          <For each={props.filters}>
            {(filter) => (
              <SeldomFilter
                filter={filter}
                onChoose={(value) => props.search.set({ [filter.param]: value })}
              />
            )}
          </For>
        </div>
      </Popover>
    </Show>
  );
}

function SeldomFilter(props: { filter: Filter; onChoose: (value: string) => void }) {
  const id = createUniqueId();
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="font-medium">
        {props.filter.label}
      </label>
      <select id={id} class="control" onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <option value="">Any</option>
        <For each={props.filter.options}>
          {(option) => <option value={option.value}>{option.label}</option>}
        </For>
      </select>
    </div>
  );
}
