import { type Accessor, For, Show } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";

export function familyStatus(row: FamilyRow): string {
  if (row.isSuspended) return "suspended";
  return row.isActive ? "active" : "inactive";
}

export const familyColumns = (search: Accessor<string>): Column<FamilyRow>[] => [
  {
    id: "name",
    label: "Family",
    width: "minmax(150px, 1.2fr)",
    card: "title",
    cell: (row) => (
      <span class="font-semibold">
        <Highlight text={row.name} search={search()} />
      </span>
    ),
  },
  {
    id: "guardian",
    label: "Primary guardian",
    width: "minmax(190px, 1.6fr)",
    cell: (row) => (
      <>
        <Highlight text={row.guardianName ?? "No guardian"} search={search()} />{" "}
        <span class="text-ink-3 tabular-nums">{row.phone ? formats().phone(row.phone) : ""}</span>
      </>
    ),
  },
  {
    id: "students",
    label: "Students",
    width: "minmax(160px, 1.5fr)",
    cell: (row) => (
      <For each={row.students}>
        {(student) => (
          <span class="mr-2">
            <Highlight text={student.name} search={search()} />
            <Show when={student.birthDate}>
              {(birthDate) => (
                <span class="text-xs text-ink-3 tabular-nums"> {formats().age(birthDate())}</span>
              )}
            </Show>
          </span>
        )}
      </For>
    ),
  },
  {
    id: "status",
    label: "Status",
    width: "104px",
    card: "aside",
    cell: (row) => <StatusPill status={familyStatus(row)} />,
  },
];
