// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
import { For, Show } from "solid-js";
import type { RowWindow } from "./row-window.ts";
import { SkeletonRows } from "./table-notes.tsx";
import type { VirtualTableProps } from "./table-props.ts";
import { settledRow, TableRow } from "./table-row.tsx";
import type { TableState } from "./table-state.ts";

type TableBodyProps<Row> = {
  table: VirtualTableProps<Row>;
  state: TableState<Row>;
  view: RowWindow;
  tracks: string;
  asCards: boolean;
  /** Rows that exist or are about to. */
  count: number;
  domId: (index: number) => string;
  onFocusGrid: () => void;
};

export function TableBody<Row>(props: TableBodyProps<Row>) {
  const skeletons = (from: number, count: number) => (
    <SkeletonRows
      from={from}
      count={count}
      height={props.view.rowHeight()}
      columns={props.table.columns.length}
      selectable={props.table.selection !== undefined}
      tracks={props.tracks}
    />
  );
  return (
    <div
      role="rowgroup"
      class="relative min-w-fit"
      style={{ height: `${props.count * props.view.rowHeight()}px` }}
    >
      <For each={props.view.indices()}>
        {(index) => (
          <Show when={props.state.rows()[index]} fallback={skeletons(index, 1)}>
            {(found) => {
              const row = settledRow(found);
              return <BodyRow {...props} index={index} row={row()} />;
            }}
          </Show>
        )}
      </For>
      <Show when={props.table.pages.pending()}>
        {skeletons(0, Math.ceil(props.view.height() / props.view.rowHeight()))}
      </Show>
    </div>
  );
}

function BodyRow<Row>(props: TableBodyProps<Row> & { index: number; row: Row }) {
  const id = () => props.table.rowId(props.row);
  const press = (event: MouseEvent) => {
    props.onFocusGrid();
    props.state.press(props.index, event, props.asCards);
  };
  return (
    <TableRow
      id={props.domId(props.index)}
      index={props.index}
      row={props.row}
      columns={props.table.columns}
      tracks={props.tracks}
      height={props.view.rowHeight()}
      asCard={props.asCards}
      name={props.table.rowName(props.row)}
      href={props.table.href?.(props.row)}
      active={props.state.currentId() === id()}
      selected={props.table.selection?.has(id())}
      onSelect={props.table.selection && ((extend) => props.state.select(props.index, extend))}
      onNear={() => props.state.near(props.index)}
      onPress={press}
      onOpen={() => props.state.open(props.index)}
    />
  );
}
