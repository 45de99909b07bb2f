import { createUniqueId, Show } from "solid-js";
import { chipTrigger, FilterChip, unsetChip } from "../../shared/ui/filter-chip.tsx";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { Popover } from "../../shared/ui/popover.tsx";
import { ageText, type StudentSearch } from "./student-search.ts";

/** From and to in whole years, both included; either may be left open. */
export function AgeFilter(props: { search: StudentSearch }) {
  const text = () => ageText(props.search);
  return (
    <FilterChip label="Age" set={text() !== undefined} onRemove={props.search.dropAge}>
      <Popover
        label="Age"
        class="w-60"
        triggerClass={text() ? chipTrigger : unsetChip}
        trigger={
          <Show
            when={text()}
            fallback={
              <>
                Age <ChevronDownIcon class="size-3.5 text-ink-3" />
              </>
            }
          >
            Age is {text()}
          </Show>
        }
      >
        <AgeRange search={props.search} />
      </Popover>
    </FilterChip>
  );
}

function AgeRange(props: { search: StudentSearch }) {
  const isReversed = () => {
    const { minAge, maxAge } = props.search.filterParams();
    return minAge !== "" && maxAge !== "" && Number(minAge) > Number(maxAge);
  };
  return (
    <div class="p-1">
      <div class="flex items-end gap-2">
        <AgeBox label="From" value={props.search.minAge()} onInput={props.search.setMinAge} />
        <span class="pb-1.5 text-ink-3" aria-hidden="true">
          –
        </span>
        <AgeBox label="To" value={props.search.maxAge()} onInput={props.search.setMaxAge} />
        <span class="pb-1.5 text-ink-3">years</span>
      </div>
      <p class="mt-2 text-sm text-ink-3" role="status">
        {isReversed() ? "The first number is to be the smaller one." : "Sorted from the oldest."}
      </p>
    </div>
  );
}

function AgeBox(props: { label: string; value: string; onInput: (value: string) => void }) {
  const id = createUniqueId();
  return (
    <div class="flex min-w-0 flex-1 flex-col gap-1">
      <label for={id} class="font-medium">
        {props.label}
      </label>
      <input
        id={id}
        class="control text-center tabular-nums"
        inputmode="numeric"
        maxLength={3}
        autocomplete="off"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value.replace(/\D/g, ""))}
      />
    </div>
  );
}
