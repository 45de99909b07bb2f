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
  const layout = shape.asCards ? cardTracks : "grid-cols-(--tracks)";
  const domId = body.domId(index);
  const select = shape.isSelectable ? <SelectCell {...props} /> : undefined;
  // One thing to watch for a whole row, not one for each of its cells.
  const cells = createMemo(() =>
    shape.asCards ? cardOf(shape, contentOf(props)) : cellsOf(shape, contentOf(props)),
  );

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
      class={`group/row grid h-(--row-height) items-center gap-x-3 border-b border-line px-4 sm:pr-6 data-active:shadow-[inset_3px_0_0_var(--accent)] ${tone()} ${layout}`}
      onClick={press}
      onPointerOver={() => body.state.near(index)}
      onDblClick={() => body.state.open(index)}
    >
      {select}
      {cells()}
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

type Content<Row> = (column: Column<Row>) => JSX.Element;

function cellsOf<Row>(shape: RowShape<Row>, content: Content<Row>): JSX.Element {
  return shape.columns.map((column) => {
    const place = column.align === "end" ? "text-right tabular-nums" : "";
    const look = `cut ${place} ${column.class ?? ""}`;
    const shown = content(column);
    return (
      <div role="gridcell" class={look}>
        {shown}
      </div>
    );
  });
}

function cardOf<Row>(shape: RowShape<Row>, content: Content<Row>): JSX.Element {
  const cellsAt = (place: Column<Row>["card"], style: string): JSX.Element =>
    shape.columns
      .filter((column) => (column.card ?? "line") === place)
      .map((column) => {
        const place = column.align === "end" ? "text-right tabular-nums" : "";
        const look = `${style} ${place} ${column.class ?? ""}`;
        const shown = content(column);
        return (
          <div role="gridcell" class={look}>
            {shown}
          </div>
        );
      });
  return (
    <>
      {cellsAt("title", "cut self-end")}
      <div role="none" class="flex items-center gap-x-2 self-end justify-self-end">
        {cellsAt("aside", "tabular-nums")}
      </div>
      <div role="none" class="col-span-2 flex min-w-0 gap-x-3 self-start text-sm text-ink-2">
        {cellsAt("line", "cut first:max-w-3/4 first:flex-none last:flex-1")}
      </div>
    </>
  );
}

function contentOf<Row>({ body, shape, row }: RowProps<Row>): Content<Row> {
  const current = row();
  return (column) => {
    const shown = column.cell(current);
    if (column.card !== "title" || !shape.isLink) return shown;
    return (
      <a href={body.state.pathOf(current)} tabindex="-1" class="underline-offset-3 group-hover/row:underline">
        {shown}
      </a>
    );
  };
}

/** A refreshed list brings equal rows as new objects; cells are drawn again only when their row really changed. */
export function settledRow<Row>(row: Accessor<Row>): Accessor<Row> {
  return createMemo(row, undefined, {
    equals: (before, after) => before === after || JSON.stringify(before) === JSON.stringify(after),
  });
}
