import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { StudentRow } from "../../../worker/domains/students/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import type { Column } from "../../shared/table/column.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { GraduationCapIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";
import { SelectionActions } from "../shell/selection-actions.tsx";

const filters: Filter[] = [
  {
    param: "status",
    label: "Status",
    options: [
      { value: "active", label: "Active" },
      { value: "inactive", label: "Inactive" },
    ],
  },
  {
    param: "gender",
    label: "Gender",
    options: [
      { value: "female", label: "Female" },
      { value: "male", label: "Male" },
      { value: "other", label: "Other" },
    ],
  },
];

export default function StudentsPage() {
  const [search, setSearch] = useQuickParam("q");
  const [status] = useParam("status");
  const [gender] = useParam("gender");
  const selection = createSelection();
  const students = createPages<StudentRow>(() =>
    withParams("/students", { q: search().trim(), status: status(), gender: gender() }),
  );
  const count = () => {
    const total = students.total();
    return total === null ? undefined : formats().number(total);
  };

  const columns: Column<StudentRow>[] = [
    {
      id: "name",
      label: "Student",
      width: "minmax(150px, 1.3fr)",
      card: "title",
      cell: (row) => (
        <span class="font-semibold">
          <Highlight text={row.name} search={search()} />
        </span>
      ),
    },
    {
      id: "age",
      label: "Age",
      width: "64px",
      align: "end",
      cell: (row) => (row.birthDate ? formats().age(row.birthDate) : ""),
    },
    {
      id: "family",
      label: "Family",
      width: "minmax(140px, 1.2fr)",
      cell: (row) => (
        <A class="hover:underline" href={`/families/${row.familyId}`} tabindex="-1">
          <Highlight text={row.familyName} search={search()} />
        </A>
      ),
    },
    {
      id: "guardian",
      label: "Primary guardian",
      width: "minmax(190px, 1.5fr)",
      card: "hidden",
      cell: (row) => (
        <>
          {row.guardianName}{" "}
          <span class="text-ink-3 tabular-nums">{row.phone ? formats().phone(row.phone) : ""}</span>
        </>
      ),
    },
    {
      id: "status",
      label: "Status",
      width: "104px",
      card: "aside",
      cell: (row) => <StatusPill status={row.isActive ? "active" : "inactive"} />,
    },
  ];

  return (
    <ListPage
      header={
        <PageHeader
          title="Students"
          count={count()}
          search={{ label: "Search students", value: search(), onInput: setSearch }}
        />
      }
      filters={<FilterChips filters={filters} />}
    >
      <VirtualTable
        label="Students"
        pages={students}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        href={(row) => `/students/${row.id}`}
        selection={selection}
        empty={
          <EmptyState
            icon={GraduationCapIcon}
            title={search() ? `No student matches “${search()}”` : "No students here"}
          >
            <Show when={!search()}>Students are added on the page of their family.</Show>
          </EmptyState>
        }
      />
      <SelectionActions selection={selection} total={students.total()} />
    </ListPage>
  );
}
