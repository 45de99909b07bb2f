import { For } from "solid-js";
import type { FamilyOptions } from "../../../worker/domains/families/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { FilterChip } from "../../shared/ui/filter-chip.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import type { FamilySearch } from "./family-search.ts";

const optionsStaleMs = 5 * 60_000;

const status: Filter = {
  param: "status",
  label: "Status",
  options: [
    { value: "active", label: "Active", hint: "enrolled now" },
    { value: "inactive", label: "Inactive" },
    { value: "suspended", label: "Suspended" },
    { value: "review", label: "Needs review", hint: "from an import" },
  ],
};

export function FamilyFilters(props: { search: FamilySearch }) {
  const options = createQuery<FamilyOptions>(() => "/family-options", { staleMs: optionsStaleMs });
  const filters = (): Filter[] => {
    const keywords = options.data()?.keywords.filter(({ kind }) => kind === "family") ?? [];
    if (keywords.length === 0) return [status];
    const choices = keywords.map(({ id, label }) => ({ value: id, label }));
    return [status, { param: "keyword", label: "Keyword", options: choices }];
  };
  return (
    <FilterChips
      filters={filters()}
      more={<LinkedTerms search={props.search} />}
      moreParams={["name", "email", "phone"]}
    />
  );
}

function LinkedTerms(props: { search: FamilySearch }) {
  return (
    <For each={props.search.linkedTerms()}>
      {(term) => (
        <FilterChip label={term.label} onRemove={() => props.search.drop(term.param)}>
          <span class="truncate pl-3">
            {term.label} is {term.value}
          </span>
        </FilterChip>
      )}
    </For>
  );
}
