import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import type { StaffRow } from "../../../worker/domains/staff/schemas.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { PlusIcon, UserRoundCogIcon, UsersIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";
import { WriteButton } from "../campaigns/write-button.tsx";
import { FooterActions } from "../shell/footer-actions.tsx";
import { SelectionActions } from "../shell/selection-actions.tsx";
import { NewStaffDrawer } from "./new-staff-drawer.tsx";
import { staffColumns } from "./staff-columns.tsx";
import { StaffPeek } from "./staff-peek.tsx";

const filters: Filter[] = [
  {
    param: "status",
    label: "Status",
    options: [
      { value: "inactive", label: "Inactive" },
      { value: "all", label: "Any", hint: "active and inactive" },
    ],
  },
];

export default function StaffListPage() {
  const navigate = useNavigate();
  const [search, setSearch] = useQuickParam("q");
  const [peekId, setPeekId] = useQuickParam("peek");
  const [status] = useParam("status");
  const [adding, setAdding] = createSignal(false);
  const mayAdd = () => can("staff", "full");
  useShortcuts({
    keys: "n",
    label: "New staff member",
    group: "This page",
    when: mayAdd,
    run: () => setAdding(true),
  });
  const terms = () => ({ q: search().trim(), status: status() });
  const staff = createPages<StaffRow>(() => withParams("/staff", terms()));
  const selection = createSelection();
  const peeked = createMemo(() => staff.rows().find((row) => row.id === peekId()));
  const add = () => (
    <Show when={mayAdd()}>
      <Button variant="primary" icon={PlusIcon} onClick={() => setAdding(true)}>
        New staff member
      </Button>
    </Show>
  );

  return (
    <ListPage
      header={
        <PageHeader
          title="Staff"
          search={{ label: "Search staff", value: search(), onInput: setSearch }}
          actions={
            <>
              <Show when={can("permissions")}>
                <ButtonLink href="/staff/groups" icon={UsersIcon}>
                  Groups
                </ButtonLink>
              </Show>
              {add()}
            </>
          }
        />
      }
      filters={<FilterChips filters={filters} />}
      peek={
        <Show when={peeked()}>{(row) => <StaffPeek row={row()} onClose={() => setPeekId(undefined)} />}</Show>
      }
    >
      <VirtualTable
        label="Staff"
        pages={staff}
        columns={staffColumns(search, () => status() !== "")}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        href={(row) => `/staff/${row.id}`}
        selection={selection}
        peekId={peekId()}
        onPeek={setPeekId}
        empty={<NoStaff search={search()} add={add()} onWiden={() => setSearch("")} />}
      />
      <SelectionActions selection={selection} total={staff.total()}>
        <WriteButton list="staff" filter={terms} selection={selection} />
      </SelectionActions>
      <Show when={staff.rows().length > 0 && !selection.any()}>
        <FooterActions>
          <WriteButton list="staff" filter={terms} />
        </FooterActions>
      </Show>
      <Show when={adding()}>
        <NewStaffDrawer onClose={() => setAdding(false)} onCreated={(id) => navigate(`/staff/${id}`)} />
      </Show>
    </ListPage>
  );
}

function NoStaff(props: { search: string; add: JSX.Element; onWiden: () => void }) {
  return (
    <EmptyState
      icon={UserRoundCogIcon}
      title={props.search ? `Nobody matches “${props.search}”` : "Nobody here"}
      action={
        <Show when={props.search} fallback={props.add}>
          <Button onClick={() => props.onWiden()}>Clear the search</Button>
        </Show>
      }
    >
      <Show when={props.search} fallback="People who work here sign in with a log-in of their own.">
        Names, user names and e-mail addresses are searched. Look among the inactive, too.
      </Show>
    </EmptyState>
  );
}
