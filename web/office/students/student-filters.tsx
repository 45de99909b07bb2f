import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { AgeFilter } from "./age-filter.tsx";
import { genders } from "./student-columns.tsx";
import type { StudentSearch } from "./student-search.ts";

const filters: Filter[] = [
  {
    param: "status",
    label: "Status",
    options: [
      { value: "active", label: "Active", hint: "enrolled now" },
      { value: "inactive", label: "Inactive" },
    ],
  },
  {
    param: "gender",
    label: "Gender",
    options: Object.entries(genders).map(([value, label]) => ({ value, label })),
  },
];

export function StudentFilters(props: { search: StudentSearch }) {
  return (
    <FilterChips
      filters={filters}
      more={<AgeFilter search={props.search} />}
      moreParams={["minAge", "maxAge"]}
    />
  );
}
