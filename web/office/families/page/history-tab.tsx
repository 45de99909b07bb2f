import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import type { AuditEntry } from "../../../../worker/domains/audit/schemas.ts";
import { formats } from "../../../shared/formats.ts";
import { createPages } from "../../../shared/pages.ts";
import { readable } from "../../../shared/readable.ts";
import { runUndo } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { type Filter, FilterChips } from "../../../shared/ui/filter-chips.tsx";
import { Undo2Icon } from "../../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { Timeline, type TimelineEntry } from "../../../shared/ui/timeline.tsx";
import { useParam } from "../../../shared/url-state.ts";
import type { FamilyRoom } from "./family-room.ts";
import { historyWords, isOfKind, kindOptions } from "./history-words.ts";

const filters: Filter[] = [{ param: "kind", label: "Kind", options: kindOptions }];

export default function HistoryTab(props: { room: FamilyRoom }) {
  const [kind] = useParam("kind");
  const pages = createPages<AuditEntry>(() => `/history/${props.room.page().family.id}`);
  const entries = createMemo(() => {
    const toEntry = historyWords(props.room.page(), props.room.options());
    return pages
      .rows()
      .filter((entry) => isOfKind(entry, kind()))
      .map(toEntry);
  });

  return (
    <div class="max-w-180">
      <h2 class="sr-only">History</h2>
      <div class="-mx-4 sm:-mx-6">
        <FilterChips filters={filters} />
      </div>
      <Switch>
        <Match when={pages.pending()}>
          <Waiting />
        </Match>
        <Match when={pages.error()}>
          {(error) => (
            <ErrorState error={error()} title="The history could not be loaded" onRetry={pages.refetch} />
          )}
        </Match>
        <Match when={entries().length === 0}>
          <p class="border-t border-line py-3 text-ink-3">
            {kind() && pages.hasMore()
              ? "Nothing of this kind among the latest entries."
              : "Nothing of this kind has happened."}
          </p>
        </Match>
        <Match when={true}>
          <Timeline
            entries={entries()}
            actions={(entry) => <Undo room={props.room} entry={entry} rows={pages.rows()} />}
          />
        </Match>
      </Switch>
      <Show when={pages.hasMore()}>
        <div class="pt-4" data-no-print>
          <Button busy={pages.loadingMore()} onClick={pages.loadMore}>
            Show older
          </Button>
        </div>
      </Show>
    </div>
  );
}

function Undo(props: { room: FamilyRoom; entry: TimelineEntry; rows: AuditEntry[] }) {
  const [busy, setBusy] = createSignal(false);
  const known = () => props.rows.find(({ id }) => id === props.entry.id);
  async function undo() {
    setBusy(true);
    await runUndo({
      id: 0,
      title: props.entry.summary,
      tone: "plain",
      durationMs: 0,
      undo: () => props.room.undo(props.entry.id),
    });
    props.room.refresh();
    setBusy(false);
  }
  return (
    <Show
      when={known()?.canUndo}
      fallback={
        <Show when={known()?.undoneBy}>
          <span class="text-sm text-ink-3">Undone</span>
        </Show>
      }
    >
      <span class="-my-1" data-no-print>
        <Button
          size="small"
          variant="quiet"
          icon={Undo2Icon}
          busy={busy()}
          aria-label={`Undo: ${readable(props.entry.summary)}`}
          title={`Possible until ${formats().instant(known()?.undoUntil ?? 0)}`}
          onClick={() => void undo()}
        >
          Undo
        </Button>
      </span>
    </Show>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the history" class="flex flex-col">
      {[210, 160, 240, 190, 170].map((width) => (
        <div class="flex h-15 items-center border-b border-line">
          <SkeletonText width={width} />
        </div>
      ))}
    </SkeletonRegion>
  );
}
