// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, which names its active row.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of rows are in table-keys.ts.
import { useResolvedPath } from "@solidjs/router";
import { type Accessor, createMemo, For, type JSX, Show } from "solid-js";
import type { Column } from "./column.ts";

export type RowProps<Row> = {
  id: string;
  index: number;
  row: Row;
  columns: Column<Row>[];
  tracks: string;
  height: number;
  asCard: boolean;
  name: string;
  href?: string;
  active: boolean;
  selected?: boolean;
  onSelect?: (extend: boolean) => void;
  onNear: () => void;
  onPress: (event: MouseEvent) => void;
  onOpen: () => void;
};

const opensElsewhere = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.button !== 0;

export function TableRow<Row>(props: RowProps<Row>) {
  const tone = () => {
    if (props.selected) return "bg-accent-soft";
    return props.active ? "bg-hover" : "hover:bg-hover/60";
  };
  // Not in a classList: Solid would drop it as soon as the tone changes.
  const shape = () => {
    if (!props.asCard) return "";
    return props.onSelect ? "grid-cols-[1.75rem_1fr_auto]" : "grid-cols-[1fr_auto]";
  };
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-selected={props.onSelect ? props.selected : undefined}
      data-active={props.active || undefined}
      class={`group/row absolute inset-x-0 top-0 grid items-center gap-x-3 border-b border-line px-4 sm:pr-6 data-active:shadow-[inset_3px_0_0_var(--accent)] ${tone()} ${shape()}`}
      style={{
        "grid-template-columns": props.asCard ? undefined : props.tracks,
        height: `${props.height}px`,
        transform: `translateY(${props.index * props.height}px)`,
      }}
      onClick={(event) => !opensElsewhere(event) && props.onPress(event)}
      onPointerEnter={() => props.onNear()}
      onDblClick={() => props.onOpen()}
    >
      <Show when={props.onSelect}>
        <SelectCell {...props} />
      </Show>
      <Show when={props.asCard} fallback={<Cells {...props} />}>
        <Card {...props} />
      </Show>
    </div>
  );
}

function SelectCell<Row>(props: RowProps<Row>) {
  return (
    <span
      role="gridcell"
      class="-my-3 -ml-4 grid h-full w-12 content-center pl-4"
      classList={{ "row-span-2": props.asCard }}
      onClick={(event) => {
        event.stopPropagation();
        props.onSelect?.(event.shiftKey);
      }}
    >
      <input
        type="checkbox"
        class="check pointer-events-none"
        tabindex="-1"
        aria-label={`Select ${props.name}`}
        checked={props.selected}
      />
    </span>
  );
}

function Cells<Row>(props: RowProps<Row>) {
  return (
    <For each={props.columns}>
      {(column) => (
        <div
          role="gridcell"
          class={`min-w-0 truncate ${column.align === "end" ? "text-right tabular-nums" : ""}`}
        >
          <Content {...props} column={column} />
        </div>
      )}
    </For>
  );
}

function Card<Row>(props: RowProps<Row>) {
  const at = (place: Column<Row>["card"]) =>
    props.columns.filter((column) => (column.card ?? "line") === place);
  const cell = (column: Column<Row>, style: string): JSX.Element => (
    <div role="gridcell" class={style}>
      <Content {...props} column={column} />
    </div>
  );
  return (
    <>
      <For each={at("title")}>{(column) => cell(column, "min-w-0 self-end truncate")}</For>
      <For each={at("aside")}>{(column) => cell(column, "self-end justify-self-end tabular-nums")}</For>
      <div role="none" class="col-span-2 flex min-w-0 gap-x-3 self-start text-sm text-ink-2">
        <For each={at("line")}>
          {(column) => cell(column, "min-w-0 truncate first:max-w-3/4 first:flex-none last:flex-1")}
        </For>
      </div>
    </>
  );
}

type ContentProps<Row> = RowProps<Row> & { column: Column<Row> };

/** Which column leads to the record never changes, so that the others need not find out. */
function Content<Row>(props: ContentProps<Row>) {
  if (props.column.card !== "title") return <>{props.column.cell(props.row)}</>;
  return <Title {...props} />;
}

function Title<Row>(props: ContentProps<Row>) {
  const path = useResolvedPath(() => props.href ?? "");
  return (
    <Show when={props.href !== undefined} fallback={props.column.cell(props.row)}>
      {/* The row decides what a press does; the link is there for new tabs, copying and screen readers. */}
      <a
        href={path()}
        tabindex="-1"
        class="font-semibold underline-offset-3 group-hover/row:underline"
        on:click={(event) => !opensElsewhere(event) && event.preventDefault()}
      >
        {props.column.cell(props.row)}
      </a>
    </Show>
  );
}

/** A refreshed list brings equal rows as new objects; cells are drawn again only when their row really changed. */
export function settledRow<Row>(row: Accessor<Row>): Accessor<Row> {
  return createMemo(row, undefined, {
    equals: (before, after) => before === after || JSON.stringify(before) === JSON.stringify(after),
  });
}
