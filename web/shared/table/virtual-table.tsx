// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
// biome-ignore-all lint/a11y/useAriaActivedescendantWithTabindex: tabindex is "0"; the rule reads only numbers.
import { createEffect, createMemo, createUniqueId, Match, Show, Switch } from "solid-js";
import { ErrorState } from "../ui/error-state.tsx";
import { keepPlace } from "./kept-place.ts";
import { createRowWindow } from "./row-window.ts";
import { TableBody } from "./table-body.tsx";
import { headHeight, TableHead } from "./table-head.tsx";
import { useRowKeys } from "./table-keys.ts";
import { MoreFailed, RefreshLine } from "./table-notes.tsx";
import type { VirtualTableProps } from "./table-props.ts";
import { createTableState } from "./table-state.ts";

const cardsBelowPx = 640;
const cardHeight = 68;
const loadAheadRows = 60;
const endSkeletons = 3;

/** A keyset list of any length. Below 640 px its rows are cards. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const tableId = createUniqueId();
  const domId = (index: number) => `${tableId}-${index}`;
  const pages = () => props.pages;
  let grid!: HTMLDivElement;

  const count = () => pages().rows().length + (pages().hasMore() ? endSkeletons : 0);
  const lineHeight = () => (props.compact ? 36 : 44);
  const view = createRowWindow(
    () => grid,
    count,
    (width) =>
      width < cardsBelowPx ? { head: 0, row: cardHeight } : { head: headHeight, row: lineHeight() },
    () => pages().path(),
  );
  const asCards = createMemo(() => view.width() < cardsBelowPx);
  const state = createTableState(props, view.reveal);
  const columns = createMemo(() => props.columns);
  const tracks = createMemo(
    () =>
      `${props.selection ? "2.25rem " : ""}${columns()
        .map((column) => column.width)
        .join(" ")}`,
  );
  keepPlace(() => grid, pages, state.currentId);
  const isEmpty = () => !pages().pending() && pages().rows().length === 0;
  const activeDomId = () =>
    view.indices().includes(state.currentIndex()) ? domId(state.currentIndex()) : undefined;

  createEffect(() => {
    const isNearEnd = view.last() > pages().rows().length - loadAheadRows;
    if (isNearEnd && pages().hasMore() && !pages().moreError()) pages().loadMore();
  });

  useRowKeys({
    any: () => pages().rows().length > 0,
    move: state.move,
    open: () => state.open(state.currentIndex()),
    peek: props.onPeek && state.togglePeek,
    select: props.selection && (() => state.select(state.currentIndex(), false)),
  });

  function jump(event: KeyboardEvent) {
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    state.choose(event.key === "Home" ? 0 : pages().rows().length - 1);
  }

  return (
    <div class="relative flex min-h-0 flex-1 flex-col border-t border-line bg-sheet">
      <RefreshLine refreshing={pages().refreshing()} />
      <Switch>
        <Match when={isEmpty() && pages().error()}>
          {(error) => <ErrorState error={error()} onRetry={pages().refetch} />}
        </Match>
        <Match when={isEmpty()}>{props.empty}</Match>
      </Switch>
      <div
        ref={grid}
        role="grid"
        tabindex="0"
        aria-label={props.label}
        aria-rowcount={pages().total() === null ? -1 : (pages().total() ?? 0) + 1}
        aria-multiselectable={props.selection ? "true" : undefined}
        aria-activedescendant={activeDomId()}
        aria-busy={pages().pending()}
        class="min-h-0 flex-1 overflow-auto overscroll-contain -outline-offset-2 focus-visible:outline-2"
        classList={{ hidden: isEmpty() }}
        data-print-whole
        onKeyDown={jump}
      >
        <Show when={!asCards()}>
          <TableHead
            columns={columns()}
            tracks={tracks()}
            sort={props.sort}
            selection={props.selection}
            total={pages().total()}
          />
        </Show>
        <TableBody
          table={props}
          state={state}
          view={view}
          columns={columns()}
          tracks={tracks()}
          asCards={asCards()}
          count={count()}
          domId={domId}
          onFocusGrid={() => grid.focus({ preventScroll: true })}
        />
      </div>
      <MoreFailed error={pages().moreError()} onRetry={pages().loadMore} />
    </div>
  );
}
