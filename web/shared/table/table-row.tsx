// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, which names its active row.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of rows are in table-keys.ts.
import { type Accessor, createMemo, type JSX } from "solid-js";
import type { Column } from "./column.ts";
import type { TableBodyProps } from "./table-body.tsx";

export type RowProps<Row> = {
  body: TableBodyProps<Row>;
  shape: RowShape<Row>;
  index: number;
  row: Accessor<Row>;
};

/** What all rows have in common. A change of it draws them anew, so that no row has to look for it. */
export type RowShape<Row> = {
  columns: Column<Row>[];
  asCards: boolean;
  isSelectable: boolean;
  isLink: boolean;
};

const opensElsewhere = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.button !== 0;

/** Changing rooms costs what some fifteen of these cost, so whatever cannot change is decided once and not watched. */
export function TableRow<Row>(props: RowProps<Row>) {
  const { body, shape, index, row } = props;
  const id = createMemo(() => body.table.rowId(row()));
  const isActive = () => body.state.currentId() === id();
  const isSelected = () => body.table.selection?.has(id());
  const tone = () => {
    if (isSelected()) return "bg-accent-soft";
    return isActive() ? "bg-hover" : "hover:bg-hover/60";
  };
  const cardTracks = shape.isSelectable ? "grid-cols-[1.75rem_1fr_auto]" : "grid-cols-[1fr_auto]";
  const layout = shape.asCards ? cardTracks : "";
  const domId = body.domId(index);
  const select = shape.isSelectable ? <SelectCell {...props} /> : undefined;
  const cells = shape.asCards ? <Card {...props} /> : <Cells {...props} />;

  function press(event: MouseEvent) {
    if (opensElsewhere(event)) return;
    // Also of its link, which is there for new tabs, copying and screen readers.
    event.preventDefault();
    body.onFocusGrid();
    body.state.press(index, event, shape.asCards);
  }

  return (
    <div
      role="row"
      id={domId}
      aria-rowindex={index + 2}
      aria-selected={shape.isSelectable ? isSelected() : undefined}
      data-active={isActive() || undefined}
      class={`group/row absolute inset-x-0 grid items-center gap-x-3 border-b border-line px-4 sm:pr-6 data-active:shadow-[inset_3px_0_0_var(--accent)] ${tone()} ${layout}`}
      style={{
        "grid-template-columns": shape.asCards ? undefined : body.tracks,
        height: `${body.view.rowHeight()}px`,
        top: `${index * body.view.rowHeight()}px`,
      }}
      onClick={press}
      onPointerOver={() => body.state.near(index)}
      onDblClick={() => body.state.open(index)}
    >
      {select}
      {cells}
    </div>
  );
}

function SelectCell<Row>({ body, shape, index, row }: RowProps<Row>) {
  const { selection, rowId, rowName } = body.table;
  return (
    <span
      role="gridcell"
      class={`-my-3 -ml-4 grid h-full w-12 content-center pl-4 ${shape.asCards ? "row-span-2" : ""}`}
      onClick={(event) => {
        event.stopPropagation();
        body.state.select(index, event.shiftKey);
      }}
    >
      <input
        type="checkbox"
        class="check pointer-events-none"
        tabindex="-1"
        aria-label={`Select ${rowName(row())}`}
        checked={selection?.has(rowId(row()))}
      />
    </span>
  );
}

function Cells<Row>(props: RowProps<Row>): JSX.Element {
  return props.shape.columns.map((column) => {
    const content = contentOf(props, column);
    const place = column.align === "end" ? "text-right tabular-nums" : "";
    const look = `min-w-0 truncate ${place} ${column.class ?? ""}`;
    return (
      <div role="gridcell" class={look}>
        {content}
      </div>
    );
  });
}

function Card<Row>(props: RowProps<Row>) {
  const cellsAt = (place: Column<Row>["card"], style: string): JSX.Element =>
    props.shape.columns
      .filter((column) => (column.card ?? "line") === place)
      .map((column) => {
        const content = contentOf(props, column);
        const look = `${style} ${column.class ?? ""}`;
        return (
          <div role="gridcell" class={look}>
            {content}
          </div>
        );
      });
  return (
    <>
      {cellsAt("title", "min-w-0 self-end truncate")}
      {cellsAt("aside", "self-end justify-self-end tabular-nums")}
      <div role="none" class="col-span-2 flex min-w-0 gap-x-3 self-start text-sm text-ink-2">
        {cellsAt("line", "min-w-0 truncate first:max-w-3/4 first:flex-none last:flex-1")}
      </div>
    </>
  );
}

function contentOf<Row>({ body, shape, row }: RowProps<Row>, column: Column<Row>): JSX.Element {
  if (column.card !== "title" || !shape.isLink) return <>{column.cell(row())}</>;
  return (
    <a href={body.state.pathOf(row())} tabindex="-1" class="underline-offset-3 group-hover/row:underline">
      {column.cell(row())}
    </a>
  );
}

/** A refreshed list brings equal rows as new objects; cells are drawn again only when their row really changed. */
export function settledRow<Row>(row: Accessor<Row>): Accessor<Row> {
  return createMemo(row, undefined, {
    equals: (before, after) => before === after || JSON.stringify(before) === JSON.stringify(after),
  });
}
