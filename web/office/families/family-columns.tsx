import { For, Show } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { Pill, StatusPill } from "../../shared/ui/pill.tsx";
import type { FamilySearch } from "./family-search.ts";
import { PhoneMatch } from "./phone-match.tsx";

export function familyStatus(row: Pick<FamilyRow, "isSuspended" | "isActive">): string {
  if (row.isSuspended) return "suspended";
  return row.isActive ? "active" : "inactive";
}

export const familyColumns = (search: FamilySearch): Column<FamilyRow>[] => [
  {
    id: "name",
    label: "Family",
    width: "minmax(150px, 1.2fr)",
    card: "title",
    cell: (row) => (
      <>
        <span class="font-semibold">
          <Highlight text={row.name} search={search.words()} />
        </span>
        <Show when={row.needsReview}>
          <span class="ml-2 align-middle">
            <Pill tone="warn">Review</Pill>
          </span>
        </Show>
      </>
    ),
  },
  {
    id: "guardian",
    label: "Primary guardian",
    width: "minmax(190px, 1.5fr)",
    cell: (row) => <Guardian row={row} search={search} />,
  },
  {
    id: "students",
    label: "Students",
    width: "minmax(160px, 1.4fr)",
    cell: (row) => <Students row={row} search={search} />,
  },
  {
    id: "status",
    label: "Status",
    width: "104px",
    card: "aside",
    cell: (row) => <StatusPill status={familyStatus(row)} />,
  },
];

/** The way to reach her that was searched for stands beside her name, else her phone; a long name gives way to it. */
function Guardian(props: { row: FamilyRow; search: FamilySearch }) {
  const email = () => (props.search.byEmail() ? props.row.email : null);
  return (
    <span class="flex min-w-0 gap-1.5">
      <span class="truncate">
        <Show when={props.row.guardianName} fallback={<span class="text-ink-3">No guardian</span>}>
          {(name) => <Highlight text={name()} search={props.search.words()} />}
        </Show>
      </span>
      <Show when={email()}>
        {(address) => (
          <span class="min-w-1/2 truncate text-ink-3">
            <Highlight text={address()} search={props.search.emailWords()} />
          </span>
        )}
      </Show>
      <Show when={!email() && props.row.phone}>
        {(phone) => (
          <span class="flex-none text-ink-3 tabular-nums">
            <PhoneMatch e164={phone()} typed={props.search.phoneTyped()} />
          </span>
        )}
      </Show>
    </span>
  );
}

function Students(props: { row: FamilyRow; search: FamilySearch }) {
  return (
    <For each={props.row.students}>
      {(student) => (
        <span class="mr-2.5">
          <Highlight text={student.name} search={props.search.words()} />
          <Show when={student.birthDate}>
            {(birthDate) => (
              <span class="text-xs text-ink-3 tabular-nums"> {formats().age(birthDate())}</span>
            )}
          </Show>
        </span>
      )}
    </For>
  );
}
