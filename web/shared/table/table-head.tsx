// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by their index.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, which names its active row.
import { createRenderEffect, For, Show } from "solid-js";
import { ArrowDownIcon, ArrowUpIcon } from "../ui/icons.tsx";
import type { Column, Sort } from "./column.ts";
import type { Selection } from "./selection.ts";

type TableHeadProps<Row> = {
  columns: Column<Row>[];
  tracks: string;
  sort?: Sort;
  selection?: Selection;
  total: number | null;
};

export const headHeight = 34;

export function TableHead<Row>(props: TableHeadProps<Row>) {
  return (
    <div role="rowgroup" class="sticky top-0 z-10 min-w-fit">
      <div
        role="row"
        aria-rowindex={1}
        class="grid h-8.5 items-center gap-x-3 border-b border-line bg-sunken pr-4 pl-4 text-xs font-medium text-ink-2 sm:pr-6"
        style={{ "grid-template-columns": props.tracks }}
      >
        <Show when={props.selection}>
          {(selection) => <SelectAll selection={selection()} total={props.total} />}
        </Show>
        <For each={props.columns}>{(column) => <HeadCell column={column} sort={props.sort} />}</For>
      </div>
    </div>
  );
}

export function SelectAll(props: { selection: Selection; total: number | null }) {
  const some = () => props.selection.any() && !props.selection.isAll();
  return (
    <span role="columnheader" class="flex">
      <input
        type="checkbox"
        class="check"
        aria-label={`Select all ${props.total?.toLocaleString() ?? ""} that match`}
        checked={props.selection.isAll()}
        ref={(box) => createRenderEffect(() => (box.indeterminate = some()))}
        onChange={() => (props.selection.any() ? props.selection.clear() : props.selection.selectAll())}
      />
    </span>
  );
}

function HeadCell<Row>(props: { column: Column<Row>; sort?: Sort }) {
  const direction = () => {
    if (props.sort?.value === props.column.id) return "ascending";
    return props.sort?.value === `-${props.column.id}` ? "descending" : undefined;
  };
  const place = () => (props.column.align === "end" ? "justify-end text-right" : "");
  return (
    <div role="columnheader" aria-sort={direction()} class={`flex min-w-0 ${place()}`}>
      <Show
        when={props.column.sortable && props.sort}
        fallback={<span class="truncate">{props.column.label}</span>}
      >
        {(sort) => (
          <button
            type="button"
            class={`group -mx-1.5 inline-flex min-w-0 items-center gap-1 rounded-xs px-1.5 py-0.5 hover:bg-hover hover:text-ink ${props.column.align === "end" ? "flex-row-reverse" : ""} ${direction() ? "text-ink" : ""}`}
            onClick={() =>
              sort().onChange(direction() === "ascending" ? `-${props.column.id}` : props.column.id)
            }
          >
            <span class="truncate">{props.column.label}</span>
            <Show when={direction() !== "descending"} fallback={<ArrowDownIcon class="size-3" />}>
              <ArrowUpIcon class={`size-3 ${direction() ? "" : "opacity-0 group-hover:opacity-60"}`} />
            </Show>
          </button>
        )}
      </Show>
    </div>
  );
}
