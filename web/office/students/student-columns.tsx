import { Show } from "solid-js";
import type { StudentRow } from "../../../worker/domains/students/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";

export const genders: Record<string, string> = { female: "Female", male: "Male", other: "Other" };

export const studentColumns = (words: () => string): Column<StudentRow>[] => [
  {
    id: "name",
    label: "Student",
    width: "minmax(150px, 1.2fr)",
    card: "title",
    cell: (row) => (
      <span class="font-semibold">
        <Highlight text={row.name} search={words()} />
      </span>
    ),
  },
  { id: "age", label: "Age", width: "minmax(132px, 148px)", cell: (row) => <Age row={row} /> },
  {
    id: "gender",
    label: "Gender",
    width: "76px",
    card: "hidden",
    cell: (row) => <span class="text-ink-2">{genders[row.gender ?? ""]}</span>,
  },
  {
    id: "family",
    label: "Family",
    width: "minmax(140px, 1fr)",
    card: "hidden",
    cell: (row) => <span class="text-ink-2">{row.familyName}</span>,
  },
  {
    id: "guardian",
    label: "Primary guardian",
    width: "minmax(210px, 1.4fr)",
    cell: (row) => <Guardian row={row} />,
  },
  {
    id: "status",
    label: "Status",
    width: "104px",
    card: "aside",
    cell: (row) => <StatusPill status={row.isActive ? "active" : "inactive"} />,
  },
];

function Age(props: { row: StudentRow }) {
  return (
    <Show when={props.row.birthDate} fallback={<span class="text-ink-3">Not known</span>}>
      {(birthDate) => (
        <span class="flex items-baseline gap-2 tabular-nums">
          <span class="sm:w-10">{formats().age(birthDate())}</span>
          <span class="text-ink-3 max-sm:hidden">{formats().date(birthDate())}</span>
        </span>
      )}
    </Show>
  );
}

function Guardian(props: { row: StudentRow }) {
  return (
    <span class="flex min-w-0 gap-1.5">
      <span class="truncate">{props.row.guardianName ?? <span class="text-ink-3">No guardian</span>}</span>
      <Show when={props.row.phone}>
        {(phone) => <span class="flex-none text-ink-3 tabular-nums">{formats().phone(phone())}</span>}
      </Show>
    </span>
  );
}
