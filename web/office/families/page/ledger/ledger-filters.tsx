import { Show } from "solid-js";
import { DayFilter } from "../../../../shared/ui/day-filter.tsx";
import { FilterChip, unsetChip } from "../../../../shared/ui/filter-chip.tsx";
import { type Filter, FilterChips } from "../../../../shared/ui/filter-chips.tsx";
import type { LedgerSearch } from "./ledger-search.ts";

const kinds: Filter = {
  param: "kinds",
  label: "Show",
  options: [
    { value: "charge", label: "Charges" },
    { value: "payment", label: "Payments" },
    { value: "credit", label: "Credits" },
    { value: "payment,credit", label: "Payments and credits" },
    { value: "refund", label: "Refunds" },
  ],
};

export function LedgerFilters(props: { search: LedgerSearch }) {
  return (
    <FilterChips
      filters={[kinds]}
      moreParams={["open", "from", "to"]}
      more={
        <>
          <Show
            when={props.search.open()}
            fallback={
              <button type="button" class={unsetChip} onClick={() => props.search.setOpen("1")}>
                <span class="pr-0.5">Open only</span>
              </button>
            }
          >
            <FilterChip label="Open only" onRemove={() => props.search.setOpen(undefined)}>
              <span class="pl-3">Open only</span>
            </FilterChip>
          </Show>
          <DayFilter />
        </>
      }
    />
  );
}
