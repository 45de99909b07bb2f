import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, lazy, Show, Suspense } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useQuickParam } from "../../shared/url-state.ts";
import { FamiliesFooter } from "./families-footer.tsx";
import { familyColumns } from "./family-columns.tsx";
import { FamilyFilters } from "./family-filters.tsx";
import { FamilyPeek } from "./family-peek.tsx";
import { createFamilySearch } from "./family-search.ts";
import { ListActions } from "./list-actions.tsx";
import { listCount } from "./list-count.ts";
import { NoFamilies } from "./no-families.tsx";
import { warmFamily } from "./page/opening.ts";

const MergeDialog = lazy(() => import("./merge/merge-dialog.tsx"));

export default function FamiliesList() {
  const navigate = useNavigate();
  const search = createFamilySearch();
  const [peekId, setPeekId] = useQuickParam("peek");
  const [merging, setMerging] = createSignal<string[]>();
  const selection = createSelection();
  const families = createPages<FamilyRow>(search.path);
  const columns = familyColumns(search);
  createEffect(() => selection.any() && void MergeDialog.preload());

  useShortcuts({
    keys: "n",
    label: "New family",
    group: "This page",
    when: () => can("families", "full"),
    run: () => navigate("/families/new"),
  });

  return (
    <ListPage
      header={
        <PageHeader
          title="Families"
          count={listCount(families)}
          search={{ label: "Search families", value: search.typed(), onInput: search.setTyped }}
          actions={<ListActions inHeader />}
        />
      }
      filters={<FamilyFilters search={search} />}
      peek={
        <Show when={peekId()}>
          {(id) => (
            <FamilyPeek
              id={id()}
              row={families.rows().find((row) => row.id === id())}
              onClose={() => setPeekId(undefined)}
            />
          )}
        </Show>
      }
    >
      <VirtualTable
        label="Families"
        pages={families}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        href={(row) => `/families/${row.id}`}
        selection={selection}
        peekId={peekId()}
        onPeek={setPeekId}
        onNear={warmFamily}
        empty={<NoFamilies search={search} looking={families.hasMore()} tooMany={families.refine()} />}
      />
      <Show when={families.refine() && families.rows().length > 0}>
        <p role="status" class="border-t border-line bg-sunken px-4 py-2 text-ink-2 sm:px-6">
          More families match. Type more letters.
        </p>
      </Show>
      <FamiliesFooter selection={selection} families={families} search={search} onMerge={setMerging} />
      <Show when={merging()}>
        {(ids) => (
          <Suspense>
            <MergeDialog
              ids={ids()}
              onClose={() => setMerging(undefined)}
              onMerged={(id) => {
                setMerging(undefined);
                selection.clear();
                setPeekId(id);
              }}
            />
          </Suspense>
        )}
      </Show>
    </ListPage>
  );
}
