import { For, Match, Show, Switch } from "solid-js";
import type { AuditEntry, AuditOptions } from "../../../worker/domains/audit/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { DayFilter } from "../../shared/ui/day-filter.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { ScrollTextIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { useParam, withParams } from "../../shared/url-state.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { AuditRowItem } from "./audit-entry.tsx";
import { useEntryKeys } from "./entry-keys.ts";
import { SubjectFilter } from "./subject-filter.tsx";
import { actionLabel, spelled } from "./words.ts";

const names = ["actor", "entity", "action", "subject", "from", "to"] as const;

export default function AuditPage() {
  const params = Object.fromEntries(names.map((name) => [name, useParam(name)[0]]));
  const options = createQuery<AuditOptions>(() => "/audit/options", { staleMs: 60_000 });
  const isFiltered = () => names.some((name) => params[name]?.() !== "");
  const terms = () => Object.fromEntries(names.map((name) => [name, params[name]?.()]));
  const entries = createPages<AuditEntry>(() => withParams("/audit", terms()));
  let list: HTMLDivElement | undefined;
  useEntryKeys(() => list);

  return (
    <div class="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Audit Log"
        actions={
          <Show when={can("export")}>
            <ExportButton file="audit.csv" filter={terms()} label="Export CSV" />
          </Show>
        }
      />
      <FilterChips
        filters={filtersOf(options.data())}
        more={
          <>
            <DayFilter />
            <SubjectFilter />
          </>
        }
        moreParams={["from", "to", "subject"]}
      />
      <div ref={list} class="min-h-0 flex-1 overflow-y-auto border-t border-line bg-sheet">
        <Switch>
          <Match when={entries.error() && entries.rows().length === 0 && entries.error()}>
            {(error) => <ErrorState error={error()} onRetry={entries.refetch} />}
          </Match>
          <Match when={entries.pending()}>
            <Placeholder />
          </Match>
          <Match when={entries.rows().length === 0 && !entries.hasMore()}>
            <EmptyState
              icon={ScrollTextIcon}
              title={isFiltered() ? "Nothing like that happened" : "Nothing has happened yet"}
            >
              <Show
                when={isFiltered()}
                fallback="Everything that anybody changes is written down here: who, what, when, and what it was before."
              >
                Widen the days, or take a filter away.
              </Show>
            </EmptyState>
          </Match>
        </Switch>
        <Entries entries={entries.rows()} />
        <Show when={entries.hasMore()}>
          <More pages={entries} />
        </Show>
      </div>
    </div>
  );
}

function filtersOf({ actors, actions }: AuditOptions = { actors: [], actions: [] }): Filter[] {
  const nouns = [...new Set(actions.map((action) => action.split(".")[0] ?? action))];
  return [
    { param: "actor", label: "Who", options: actors.map(({ id, name }) => ({ value: id, label: name })) },
    {
      param: "entity",
      label: "Kind",
      options: nouns.map((noun) => ({ value: noun, label: spelled(noun) })),
    },
    {
      param: "action",
      label: "Act",
      options: actions.map((action) => ({ value: action, label: actionLabel(action) })),
    },
  ];
}

function Entries(props: { entries: AuditEntry[] }) {
  // An undo brings all entries anew; what somebody has opened stays open.
  const rows = stableRows(() => props.entries, "id");
  return (
    <ul>
      <For each={rows()}>
        {(entry, index) => {
          const day = () => formats().dateOf(entry.at);
          const isFirstOfDay = () => {
            const above = rows()[index() - 1];
            return above === undefined || formats().dateOf(above.at) !== day();
          };
          return (
            <li class="contents">
              <Show when={isFirstOfDay()}>
                <h2 class="sticky top-0 z-20 border-b border-line bg-sunken px-4 py-1.5 text-xs font-semibold text-ink-2 sm:px-6">
                  {dayLabel(day())}
                </h2>
              </Show>
              <AuditRowItem entry={entry} />
            </li>
          );
        }}
      </For>
    </ul>
  );
}

const dayLabel = (date: string) =>
  date === formats().today()
    ? "Today"
    : formats().date(date, { weekday: "long", year: "numeric", month: "long", day: "numeric" });

function More(props: { pages: ReturnType<typeof createPages<AuditEntry>> }) {
  // Several filters together look only so far at once; then there is more to look through, found or not.
  const oldest = () => props.pages.rows().at(-1);
  return (
    <div class="flex flex-col items-center gap-2 px-4 py-5">
      <Show when={props.pages.moreError()}>{(error) => <p class="text-bad">{error().message}</p>}</Show>
      <Button busy={props.pages.loadingMore()} onClick={props.pages.loadMore}>
        <Show when={oldest()} fallback="Look further back">
          Show older
        </Show>
      </Button>
    </div>
  );
}

function Placeholder() {
  return (
    <SkeletonRegion label="the audit log" class="flex flex-col">
      <For each={[260, 340, 220, 300, 280, 240]}>
        {(width) => (
          <div class="flex h-13 items-center gap-6 border-b border-line px-4 sm:px-6">
            <SkeletonText width={48} />
            <SkeletonText width={width} />
          </div>
        )}
      </For>
    </SkeletonRegion>
  );
}
