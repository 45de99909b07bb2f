import { For, type JSX, Show } from "solid-js";
import { stableRows } from "../../shared/stable-rows.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ArrowDownIcon, ArrowUpIcon, GripVerticalIcon } from "../../shared/ui/icons.tsx";
import { createDragOrder } from "./drag-order.ts";
import { maySet } from "./settings-page.tsx";

type EntryListProps<Row extends { id: string }> = {
  rows: Row[];
  name: (row: Row) => string;
  children: (row: Row) => JSX.Element;
  actions: (row: Row) => JSX.Element;
  /** Called with all ids in their new order, by handle or by arrow; without it the order is nobody's to choose. */
  onOrder?: (ids: string[]) => void;
  /** Who may act on the entries; by default whoever may change settings. */
  may?: boolean;
};

/** A short list that a school keeps: what each entry says, its place, and what can be done with it. */
export function EntryList<Row extends { id: string }>(props: EntryListProps<Row>) {
  let list: HTMLUListElement | undefined;
  const rows = stableRows(() => props.rows, "id");
  const drag = createDragOrder({
    list: () => list,
    ids: () => props.rows.map((row) => row.id),
    onOrder: (ids) => props.onOrder?.(ids),
  });
  const may = () => props.may ?? maySet();
  const mayOrder = () => may() && props.onOrder !== undefined;
  function move(index: number, step: -1 | 1) {
    const ids = props.rows.map((row) => row.id);
    const [moved] = ids.splice(index, 1);
    if (!moved) return;
    ids.splice(index + step, 0, moved);
    props.onOrder?.(ids);
    // The entry keeps the focus while it moves, so that it can be moved on.
    const name = step === -1 ? "up" : "down";
    queueMicrotask(() =>
      list?.querySelector<HTMLElement>(`[data-entry="${moved}"] [data-move=${name}]`)?.focus(),
    );
  }
  return (
    <ul ref={list} class="mx-4 border-t border-line sm:mx-6">
      <For each={rows()}>
        {(row, index) => (
          <li
            data-entry={row.id}
            class="group/entry relative flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5"
            classList={{ "opacity-50": drag.dragged() === row.id }}
          >
            <Show when={drag.target() === index()}>
              <DropLine class="-top-px" />
            </Show>
            <Show when={index() === props.rows.length - 1 && drag.target() === props.rows.length}>
              <DropLine class="-bottom-px" />
            </Show>
            <Show when={mayOrder()}>
              {/* For pointers only: the arrows do the same for the keyboard and for screen readers. */}
              <span
                class="-ml-2 grid size-8 flex-none cursor-grab touch-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink active:cursor-grabbing -mr-2 max-sm:hidden sm:pointer-coarse:size-11"
                data-handle
                aria-hidden="true"
                onPointerDown={(event) => drag.start(event, row.id)}
              >
                <GripVerticalIcon />
              </span>
            </Show>
            <div class="min-w-32 flex-1 [overflow-wrap:anywhere]">{props.children(row)}</div>
            <Show when={may()}>
              <div class="-mr-2 flex items-center opacity-70 group-focus-within/entry:opacity-100 group-hover/entry:opacity-100 pointer-coarse:opacity-100">
                <Show when={props.onOrder}>
                  <IconButton
                    label={`Move ${props.name(row)} up`}
                    icon={ArrowUpIcon}
                    data-move="up"
                    disabled={index() === 0}
                    onClick={() => move(index(), -1)}
                  />
                  <IconButton
                    label={`Move ${props.name(row)} down`}
                    icon={ArrowDownIcon}
                    data-move="down"
                    disabled={index() === props.rows.length - 1}
                    onClick={() => move(index(), 1)}
                  />
                </Show>
                {props.actions(row)}
              </div>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function DropLine(props: { class: string }) {
  return (
    <span
      class={`pointer-events-none absolute inset-x-0 h-0.5 rounded-full bg-accent ${props.class}`}
      aria-hidden="true"
    />
  );
}
