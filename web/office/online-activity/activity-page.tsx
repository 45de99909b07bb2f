import { useParams, useSearchParams } from "@solidjs/router";
import { createMemo, lazy, Show } from "solid-js";
import { type ActivityRow, activityKinds } from "../../../worker/domains/online-activity/schemas.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { BellIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";
import { listCount } from "../families/list-count.ts";
import { activityColumns } from "./activity-columns.tsx";
import { ActivityFooter } from "./activity-footer.tsx";
import { ActivityPeek } from "./activity-peek.tsx";
import { kindWords } from "./activity-words.ts";

const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

const filters: Filter[] = [
  {
    param: "state",
    label: "State",
    options: [
      { value: "closed", label: "Done" },
      { value: "all", label: "Everything of 90 days" },
    ],
  },
  {
    param: "nature",
    label: "Type",
    options: [
      { value: "request", label: "Requests" },
      { value: "info", label: "To be known" },
    ],
  },
  {
    param: "kind",
    label: "Kind",
    options: activityKinds.map((value) => ({ value, label: kindWords[value] })),
  },
  { param: "mine", label: "With", options: [{ value: "1", label: "Me" }] },
];

/** What families did and asked for in their portal. */
export default function ActivityPage() {
  const params = useParams<{ rest?: string }>();
  return (
    <Show when={!params.rest} fallback={<NotFoundPage />}>
      <ActivityList />
    </Show>
  );
}

type Peeked = { row: ActivityRow; path: string; isOver: boolean };

function ActivityList() {
  const [params] = useSearchParams<Record<string, string>>();
  const [q] = useParam("q");
  const [typed, setTyped] = useQuickParam("q");
  const [peekId, setPeekId] = useQuickParam("peek");
  const selection = createSelection();
  const path = () => {
    const { state, nature, kind, mine, family } = params;
    return withParams("/online-activity", { state, nature, kind, mine, family, q: q() });
  };
  const items = createPages<ActivityRow>(path);
  // What leaves the list under a reader's eyes stays open, since they may have been writing an answer to it.
  const peeked = createMemo<Peeked | undefined>((before) => {
    const row = items.rows().find(({ id }) => id === peekId());
    if (row) return { row, path: path(), isOver: false };
    return before?.row.id === peekId() && before?.path === path() ? { ...before, isOver: true } : undefined;
  });
  const isNarrowed = () => path() !== "/online-activity";

  return (
    <ListPage
      header={
        <PageHeader
          title="Online Activity"
          count={listCount(items)}
          search={{ label: "Search families and what they asked", value: typed(), onInput: setTyped }}
        />
      }
      filters={<FilterChips filters={filters} />}
      peek={
        <Show when={peeked()}>
          {(seen) => (
            <ActivityPeek row={seen().row} isOver={seen().isOver} onClose={() => setPeekId(undefined)} />
          )}
        </Show>
      }
    >
      <VirtualTable
        label="Online activity"
        pages={items}
        columns={activityColumns}
        rowId={(row) => row.id}
        rowName={(row) => row.summary}
        href={(row) => `/families/${row.familyId}`}
        selection={can("online_activity", "full") ? selection : undefined}
        peekId={peekId()}
        onPeek={setPeekId}
        peeksOnPhone
        empty={
          <EmptyState
            icon={BellIcon}
            title={isNarrowed() ? "Nothing matches these filters" : "Nothing waits for you"}
          >
            <p>
              {isNarrowed()
                ? "Clear a filter to see more."
                : "What families do and ask for in their portal appears here the moment it happens."}
            </p>
          </EmptyState>
        }
      />
      <ActivityFooter selection={selection} items={items} />
    </ListPage>
  );
}
