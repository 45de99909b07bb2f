// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
import { createMemo, For, Show } from "solid-js";
import type { RowWindow } from "./row-window.ts";
import { SkeletonRows } from "./table-notes.tsx";
import type { VirtualTableProps } from "./table-props.ts";
import { type RowShape, settledRow, TableRow } from "./table-row.tsx";
import type { TableState } from "./table-state.ts";

export type TableBodyProps<Row> = {
  table: VirtualTableProps<Row>;
  state: TableState<Row>;
  view: RowWindow;
  columns: VirtualTableProps<Row>["columns"];
  tracks: string;
  asCards: boolean;
  /** Rows that exist or are about to. */
  count: number;
  domId: (index: number) => string;
  onFocusGrid: () => void;
};

export function TableBody<Row>(props: TableBodyProps<Row>) {
  const shape = createMemo(
    (): RowShape<Row> => ({
      columns: props.columns,
      asCards: props.asCards,
      isSelectable: props.table.selection !== undefined,
      isLink: props.table.href !== undefined,
    }),
    undefined,
    { equals: sameShape<Row> },
  );
  const skeletons = (from: number, count: number) => (
    <SkeletonRows
      from={from}
      count={count}
      height={props.view.rowHeight()}
      columns={props.columns.length}
      selectable={shape().isSelectable}
      tracks={props.tracks}
    />
  );
  return (
    <div
      role="rowgroup"
      class="relative"
      style={{
        height: `${props.count * props.view.rowHeight()}px`,
        // What comes before the rows that are drawn. They stand below each other, so that none is placed by itself.
        "padding-top": `${(props.view.indices()[0] ?? 0) * props.view.rowHeight()}px`,
        "--row-height": `${props.view.rowHeight()}px`,
        "--tracks": props.tracks,
      }}
    >
      <Show when={shape()} keyed>
        {(common) => (
          <For each={props.view.indices()}>
            {(index) => (
              <Show when={props.state.rows()[index]} fallback={skeletons(index, 1)}>
                {(found) => {
                  const row = settledRow(found);
                  return <TableRow body={props} shape={common} index={index} row={row} />;
                }}
              </Show>
            )}
          </For>
        )}
      </Show>
      <Show when={props.table.pages.pending()}>
        {skeletons(0, Math.ceil(props.view.height() / props.view.rowHeight()))}
      </Show>
    </div>
  );
}

const sameShape = <Row,>(before: RowShape<Row>, after: RowShape<Row>) =>
  before.columns === after.columns &&
  before.asCards === after.asCards &&
  before.isSelectable === after.isSelectable &&
  before.isLink === after.isLink;
