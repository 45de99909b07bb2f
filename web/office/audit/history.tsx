import { For, Match, Show, Switch } from "solid-js";
import type { NamedEntry } from "../../../worker/domains/audit/schemas.ts";
import { createPages } from "../../shared/pages.ts";
import { readable } from "../../shared/readable.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { HistoryIcon } from "../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { Timeline, type TimelineEntry } from "../../shared/ui/timeline.tsx";
import { fieldChanges } from "./field-changes.ts";
import { UndoButton } from "./undo-button.tsx";
import { doorLabel, rowTitle } from "./words.ts";

type HistoryProps = {
  subjectId: string;
  /** What the page shows of the record; asked for again after an undo. */
  path: string;
};

/** Everything that was done to one record, newest first, with what can still be taken back. */
export function History(props: HistoryProps) {
  const history = createPages<NamedEntry>(() => `/history/${props.subjectId}`);
  const entries = () => history.rows().map(toTimeline);
  const undoable = (id: string) => history.rows().find((entry) => entry.id === id && entry.canUndo);
  return (
    <Switch>
      <Match when={history.error() && history.rows().length === 0 && history.error()}>
        {(error) => <ErrorState error={error()} onRetry={history.refetch} />}
      </Match>
      <Match when={history.pending()}>
        <Placeholder />
      </Match>
      <Match when={history.rows().length === 0}>
        <EmptyState icon={HistoryIcon} title="Nothing has happened yet">
          What anybody changes here is written down with who, when, and what it was before.
        </EmptyState>
      </Match>
      <Match when={history.rows().length > 0}>
        <div class="max-w-3xl">
          <Timeline
            entries={entries()}
            actions={(entry) => (
              <Show when={undoable(entry.id)}>
                {(found) => <UndoButton entry={found()} invalidates={[props.path]} />}
              </Show>
            )}
          />
        </div>
        <Show when={history.hasMore()}>
          <div class="mt-4 max-w-3xl">
            <Button busy={history.loadingMore()} onClick={history.loadMore}>
              Show older
            </Button>
          </div>
        </Show>
      </Match>
    </Switch>
  );
}

function toTimeline(entry: NamedEntry): TimelineEntry {
  const several = entry.rows.length > 1;
  return {
    id: entry.id,
    at: entry.at,
    actorName: entry.actorName,
    summary: `${readable(entry.summary)}${entry.undoneBy === null ? "" : " (undone)"}`,
    via: entry.via === "office" ? undefined : doorLabel(entry.via),
    changes: entry.rows.flatMap((row) =>
      fieldChanges(row, entry.names).map((change) => ({
        ...change,
        label: several ? `${rowTitle(row.entity, row.op)}: ${change.label}` : change.label,
      })),
    ),
  };
}

function Placeholder() {
  return (
    <SkeletonRegion label="the history" class="flex flex-col gap-6 pt-2">
      <For each={[260, 340, 220, 300]}>{(width) => <SkeletonText width={width} />}</For>
    </SkeletonRegion>
  );
}
