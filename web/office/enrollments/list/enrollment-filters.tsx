import { createMemo } from "solid-js";
import { enrollmentKinds } from "../../../../worker/domains/enrollments/schemas.ts";
import type { EnrollmentOptions } from "../../../../worker/domains/enrollments/shapes.ts";
import { me } from "../../../shared/session.ts";
import { type Filter, FilterChips } from "../../../shared/ui/filter-chips.tsx";
import { kindLabel } from "../words.ts";
import { ClassFilter } from "./class-filter.tsx";
import type { EnrollmentSearch } from "./enrollment-search.ts";
import { RangeFilter } from "./range-filter.tsx";

type EnrollmentFiltersProps = {
  search: EnrollmentSearch;
  options: EnrollmentOptions | undefined;
  /** What the class is called that the list is narrowed to, once a row says it. */
  className: string | undefined;
};

const named = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name }));

export function EnrollmentFilters(props: EnrollmentFiltersProps) {
  const filters = createMemo((): Filter[] => {
    const { options } = props;
    const locations = me()?.account.locations ?? [];
    return [
      {
        param: "basis",
        label: "What counts",
        options: [
          { value: "starts", label: "the first day", hint: "who starts" },
          { value: "drops", label: "the last day", hint: "who drops" },
        ],
      },
      {
        param: "kind",
        label: "Type",
        options: enrollmentKinds.map((kind) => ({
          value: kind,
          label: kindLabel(kind, options?.singleDayLabel),
        })),
      },
      { param: "program", label: "Program", options: named(options?.programs ?? []) },
      { param: "level", label: "Level", options: named(options?.levels ?? []) },
      { param: "location", label: "Location", options: named(locations) },
      {
        param: "first",
        label: "Student",
        options: [{ value: "only", label: "new here", hint: "first enrollment" }],
      },
    ].filter(({ param, options: choices }) => choices.length > (param === "location" ? 1 : 0));
  });
  return (
    <div class="flex flex-wrap items-start gap-2 pl-4 sm:pl-6">
      <RangeFilter search={props.search} />
      <div class="-ml-4 min-w-0 flex-1 max-sm:[&_fieldset]:flex-nowrap max-sm:[&_fieldset]:overflow-x-auto sm:-ml-6">
        <FilterChips
          filters={filters()}
          more={<ClassFilter search={props.search} name={props.className} />}
          moreParams={["class"]}
        />
      </div>
    </div>
  );
}
