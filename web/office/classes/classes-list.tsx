import { useNavigate } from "@solidjs/router";
import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { ClassRow } from "../../../worker/domains/classes/shapes.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createPages } from "../../shared/pages.ts";
import { prefetch } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useQuickParam } from "../../shared/url-state.ts";
import { listCount } from "../families/list-count.ts";
import { classColumns } from "./class-columns.tsx";
import { ClassFilters } from "./class-filters.tsx";
import { ClassPeek } from "./class-peek.tsx";
import { createClassSearch } from "./class-search.ts";
import { ClassesFooter } from "./classes-footer.tsx";
import { NoClasses } from "./no-classes.tsx";

const QuickEditDialog = lazy(() => import("./bulk/quick-edit-dialog.tsx"));
const DuplicateDialog = lazy(() => import("./bulk/duplicate-dialog.tsx"));

export default function ClassesList() {
  const navigate = useNavigate();
  const search = createClassSearch();
  const [peekId, setPeekId] = useQuickParam("peek");
  const [editing, setEditing] = createSignal<ClassRow[]>();
  const [duplicating, setDuplicating] = createSignal<ClassRow>();
  const selection = createSelection();
  const classes = createPages<ClassRow>(search.path);
  const columns = classColumns(search.q);

  useShortcuts({
    keys: "n",
    label: "New class",
    group: "This page",
    when: () => can("classes", "full"),
    run: () => navigate("/classes/new"),
  });

  return (
    <ListPage
      header={
        <PageHeader
          title="Classes"
          count={listCount(classes)}
          search={{ label: "Search classes", value: search.typed(), onInput: search.setTyped }}
          actions={
            <Show when={can("classes", "full")}>
              <ButtonLink href="/classes/new" variant="primary" icon={PlusIcon}>
                New class
              </ButtonLink>
            </Show>
          }
        />
      }
      filters={<ClassFilters search={search} />}
      peek={
        <Show when={peekId()}>
          {(id) => (
            <ClassPeek
              id={id()}
              row={classes.rows().find((row) => row.id === id())}
              onClose={() => setPeekId(undefined)}
            />
          )}
        </Show>
      }
    >
      <VirtualTable
        label="Classes"
        pages={classes}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        href={(row) => `/classes/${row.id}`}
        selection={selection}
        peekId={peekId()}
        onPeek={setPeekId}
        onNear={(row) => prefetch(`/classes/${row.id}`)}
        empty={<NoClasses search={search} />}
      />
      <ClassesFooter
        selection={selection}
        classes={classes}
        search={search}
        onEdit={setEditing}
        onDuplicate={setDuplicating}
      />
      <Suspense>
        <Show when={editing()}>
          {(rows) => (
            <QuickEditDialog
              rows={rows()}
              onClose={() => setEditing(undefined)}
              onDone={() => selection.clear()}
            />
          )}
        </Show>
        <Show when={duplicating()}>
          {(row) => (
            <DuplicateDialog
              id={row().id}
              name={row().name}
              onClose={() => setDuplicating(undefined)}
              onMade={(id) => navigate(`/classes/${id}`)}
            />
          )}
        </Show>
      </Suspense>
    </ListPage>
  );
}
