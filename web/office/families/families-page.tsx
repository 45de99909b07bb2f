import { createMemo, Show } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { UsersIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";
import { SelectionActions } from "../shell/selection-actions.tsx";
import { familyColumns } from "./family-columns.tsx";
import { FamilyPeek } from "./family-peek.tsx";

const filters: Filter[] = [
  {
    param: "status",
    label: "Status",
    options: [
      { value: "active", label: "Active" },
      { value: "inactive", label: "Inactive" },
      { value: "suspended", label: "Suspended" },
      { value: "review", label: "Needs review" },
    ],
  },
];

export default function FamiliesPage() {
  const [search, setSearch] = useQuickParam("q");
  const [peekId, setPeekId] = useQuickParam("peek");
  const [status] = useParam("status");
  const selection = createSelection();
  const families = createPages<FamilyRow>(() =>
    withParams("/families", { q: search().trim(), status: status() }),
  );
  const peeked = createMemo(() => families.rows().find((row) => row.id === peekId()));
  const count = () => {
    const total = families.total();
    return total === null ? undefined : formats().number(total);
  };

  return (
    <ListPage
      header={
        <PageHeader
          title="Families"
          count={count()}
          search={{ label: "Search families", value: search(), onInput: setSearch }}
        />
      }
      filters={<FilterChips filters={filters} />}
      peek={
        <Show when={peeked()}>
          {(row) => <FamilyPeek row={row()} onClose={() => setPeekId(undefined)} />}
        </Show>
      }
    >
      <VirtualTable
        label="Families"
        pages={families}
        columns={familyColumns(search)}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        href={(row) => `/families/${row.id}`}
        selection={selection}
        peekId={peekId()}
        onPeek={setPeekId}
        empty={<NoFamilies search={search()} filtered={Boolean(status())} onWiden={() => setSearch("")} />}
      />
      <SelectionActions selection={selection} total={families.total()} />
    </ListPage>
  );
}

function NoFamilies(props: { search: string; filtered: boolean; onWiden: () => void }) {
  return (
    <Show
      when={props.search || props.filtered}
      fallback={
        <EmptyState icon={UsersIcon} title="No families yet">
          A family holds its guardians, its students and what it owes. The first one appears here.
        </EmptyState>
      }
    >
      <EmptyState
        icon={UsersIcon}
        title={props.search ? `No family matches “${props.search}”` : "No family matches these filters"}
        action={
          <Show when={props.search}>
            <Button onClick={() => props.onWiden()}>Clear the search</Button>
          </Show>
        }
      >
        Names of guardians and students, phone numbers and e-mail addresses are searched. The beginning of a
        word is enough.
      </EmptyState>
    </Show>
  );
}
