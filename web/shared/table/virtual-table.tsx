// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
// biome-ignore-all lint/a11y/useAriaActivedescendantWithTabindex: tabindex is "0"; the rule reads only numbers.
import { useNavigate } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  Match,
  Show,
  Switch,
} from "solid-js";
import type { Pages } from "../pages.ts";
import { ErrorState } from "../ui/error-state.tsx";
import type { Column, Sort } from "./column.ts";
import { createRowWindow } from "./row-window.ts";
import type { Selection } from "./selection.ts";
import { headHeight, TableHead } from "./table-head.tsx";
import { useRowKeys } from "./table-keys.ts";
import { MoreFailed, RefreshLine, SkeletonRows } from "./table-notes.tsx";
import { settledRow, TableRow } from "./table-row.tsx";

type VirtualTableProps<Row> = {
  label: string;
  pages: Pages<Row>;
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  /** The page of a row, as a path of the portal. */
  href?: (row: Row) => string;
  selection?: Selection;
  sort?: Sort;
  /** The row that is shown beside the list; rows are peeked at only when `onPeek` is given. */
  peekId?: string;
  onPeek?: (id: string | undefined) => void;
  /** Shown instead of rows when there are none. */
  empty: JSX.Element;
  compact?: boolean;
};

const cardsBelowPx = 640;
const cardHeight = 68;
const loadAheadRows = 60;
const endSkeletons = 3;

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const tableId = createUniqueId();
  const navigate = useNavigate();
  const rows = () => props.pages.rows();
  const [activeId, setActiveId] = createSignal<string>();
  let grid!: HTMLDivElement;
  let anchor = 0;

  const count = () => rows().length + (props.pages.hasMore() ? endSkeletons : 0);
  const lineHeight = () => (props.compact ? 36 : 44);
  const view = createRowWindow(
    () => grid,
    count,
    (width) => (width < cardsBelowPx ? cardHeight : lineHeight()),
  );
  const { rowHeight } = view;
  const asCards = createMemo((): boolean => view.width() < cardsBelowPx);
  const tracks = createMemo(
    () => `${props.selection ? "2.25rem " : ""}${props.columns.map((column) => column.width).join(" ")}`,
  );
  const cells = () => props.columns.length + (props.selection ? 1 : 0);
  const current = () => activeId() ?? props.peekId;
  const activeIndex = createMemo(() => rows().findIndex((row) => props.rowId(row) === current()));
  const rowDomId = (index: number) => `${tableId}-${index}`;
  const isVisible = (index: number) => index >= 0 && view.indices().includes(index);

  createEffect(() => {
    if (props.pages.hasMore() && view.last() > rows().length - loadAheadRows && !props.pages.moreError())
      props.pages.loadMore();
  });

  function activate(index: number) {
    const row = rows()[index];
    if (!row) return;
    setActiveId(props.rowId(row));
    view.reveal(index, asCards() ? 0 : headHeight);
    if (props.peekId) props.onPeek?.(props.rowId(row));
  }

  function select(index: number, extend: boolean) {
    const [from, to] = extend ? [Math.min(anchor, index), Math.max(anchor, index)] : [index, index];
    const ids = rows()
      .slice(from, to + 1)
      .map(props.rowId);
    const target = rows()[index];
    if (!target) return;
    props.selection?.set(ids, extend || !props.selection.has(props.rowId(target)));
    if (!extend) anchor = index;
  }

  function move(step: number, extend: boolean) {
    const from = activeIndex();
    const to = from === -1 ? 0 : Math.max(0, Math.min(rows().length - 1, from + step));
    if (extend && from !== -1) {
      if (!props.selection?.has(current() ?? "")) select(from, false);
      select(to, true);
    }
    activate(to);
  }

  const open = (row: Row | undefined) => {
    if (row && props.href) navigate(props.href(row));
  };

  function peek(id: string) {
    props.onPeek?.(props.peekId === id ? undefined : id);
  }

  function press(index: number, row: Row, event: MouseEvent) {
    if (event.shiftKey && props.selection) return select(index, true);
    setActiveId(props.rowId(row));
    grid.focus({ preventScroll: true });
    if (asCards() || !props.onPeek) open(row);
    else props.onPeek(props.rowId(row));
  }

  useRowKeys({
    any: () => rows().length > 0,
    move,
    open: () => open(rows()[activeIndex()]),
    peek: props.onPeek && (() => current() && peek(current() ?? "")),
    select: props.selection && (() => select(activeIndex(), false)),
  });

  function jump(event: KeyboardEvent) {
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    activate(event.key === "Home" ? 0 : rows().length - 1);
  }

  const isEmpty = () => !props.pages.pending() && rows().length === 0;

  return (
    <div class="relative flex min-h-0 flex-1 flex-col border-t border-line bg-sheet">
      <RefreshLine refreshing={props.pages.refreshing()} />
      <Switch>
        <Match when={props.pages.error() && rows().length === 0 && props.pages.error()}>
          {(error) => <ErrorState error={error()} onRetry={props.pages.refetch} />}
        </Match>
        <Match when={isEmpty()}>{props.empty}</Match>
      </Switch>
      <div
        ref={grid}
        role="grid"
        tabindex="0"
        aria-label={props.label}
        aria-rowcount={props.pages.total() === null ? -1 : (props.pages.total() ?? 0) + 1}
        aria-multiselectable={props.selection ? "true" : undefined}
        aria-activedescendant={isVisible(activeIndex()) ? rowDomId(activeIndex()) : undefined}
        aria-busy={props.pages.pending()}
        class="min-h-0 flex-1 overflow-auto overscroll-contain -outline-offset-2 focus-visible:outline-2"
        classList={{ hidden: isEmpty() }}
        data-print-whole
        onKeyDown={jump}
      >
        <Show when={!asCards()}>
          <TableHead
            columns={props.columns}
            tracks={tracks()}
            sort={props.sort}
            selection={props.selection}
            total={props.pages.total()}
          />
        </Show>
        <div role="rowgroup" class="relative min-w-fit" style={{ height: `${count() * rowHeight()}px` }}>
          <For each={view.indices()}>
            {(index) => (
              <Show
                when={rows()[index]}
                fallback={
                  <SkeletonRows
                    from={index}
                    count={1}
                    height={rowHeight()}
                    cells={cells()}
                    tracks={tracks()}
                  />
                }
              >
                {(found) => {
                  const row = settledRow(found);
                  return (
                    <TableRow
                      id={rowDomId(index)}
                      index={index}
                      row={row()}
                      columns={props.columns}
                      tracks={tracks()}
                      height={rowHeight()}
                      asCard={asCards()}
                      name={props.rowName(row())}
                      href={props.href?.(row())}
                      active={current() === props.rowId(row())}
                      selected={props.selection?.has(props.rowId(row()))}
                      onSelect={props.selection && ((extend) => select(index, extend))}
                      onPress={(event) => press(index, row(), event)}
                      onOpen={() => open(row())}
                    />
                  );
                }}
              </Show>
            )}
          </For>
          <Show when={props.pages.pending()}>
            <SkeletonRows
              from={0}
              count={Math.ceil(view.height() / rowHeight())}
              height={rowHeight()}
              cells={cells()}
              tracks={tracks()}
            />
          </Show>
        </div>
      </div>
      <MoreFailed error={props.pages.moreError()} onRetry={props.pages.loadMore} />
    </div>
  );
}
