import { useNavigate, useResolvedPath } from "@solidjs/router";
import { createComputed, createMemo, createSignal, on, onCleanup } from "solid-js";
import { keptPlace } from "./kept-place.ts";
import type { VirtualTableProps } from "./table-props.ts";

const restMs = 120;

export type TableState<Row> = ReturnType<typeof createTableState<Row>>;

/** Which row is the current one, and what a press or a key does to it. `reveal` scrolls a row into sight. */
export function createTableState<Row>(props: VirtualTableProps<Row>, reveal: (index: number) => void) {
  const navigate = useNavigate();
  const root = useResolvedPath(() => "/");
  const rows = () => props.pages.rows();
  let resting: ReturnType<typeof setTimeout> | undefined;
  let restsOn: number | undefined;
  onCleanup(() => clearTimeout(resting));
  const [chosenId, setChosenId] = createSignal<string | undefined>(keptPlace()?.rowId);
  // Whoever opens the peek from elsewhere, its row is the current one.
  createComputed(
    on(
      () => props.peekId,
      (id) => id && setChosenId(id),
      { defer: true },
    ),
  );
  const currentId = () => chosenId() ?? props.peekId;
  const currentIndex = createMemo(() => rows().findIndex((row) => props.rowId(row) === currentId()));
  // Where a range began that shift extends.
  let anchor = 0;

  /** The address of a row, as a link has it. */
  const pathOf = (row: Row) => `${root()?.replace(/\/$/, "")}${props.href?.(row)}`;

  function near(index: number) {
    if (restsOn === index) return;
    restsOn = index;
    clearTimeout(resting);
    const row = rows()[index];
    resting = setTimeout(() => {
      restsOn = undefined;
      if (row) props.onNear?.(row);
    }, restMs);
  }

  function choose(index: number) {
    const row = rows()[index];
    if (!row) return;
    // First, while the page is laid out: after a change it would have to be laid out twice.
    reveal(index);
    setChosenId(props.rowId(row));
    near(index);
    if (props.peekId) props.onPeek?.(props.rowId(row));
  }

  function select(index: number, extend: boolean) {
    const target = rows()[index];
    if (!target || !props.selection) return;
    const from = extend ? Math.min(anchor, index) : index;
    const to = extend ? Math.max(anchor, index) : index;
    const ids = rows()
      .slice(from, to + 1)
      .map(props.rowId);
    props.selection.set(ids, extend || !props.selection.has(props.rowId(target)));
    if (!extend) anchor = index;
  }

  function move(step: number, extend: boolean) {
    const from = currentIndex();
    const to = from === -1 ? 0 : Math.max(0, Math.min(rows().length - 1, from + step));
    if (extend && from !== -1) {
      if (!props.selection?.has(currentId() ?? "")) select(from, false);
      select(to, true);
    }
    choose(to);
  }

  function open(index: number) {
    const row = rows()[index];
    if (row && props.href) navigate(props.href(row));
    else if (row) props.onOpen?.(row);
  }

  function togglePeek() {
    const id = currentId();
    if (id) props.onPeek?.(props.peekId === id ? undefined : id);
  }

  function press(index: number, event: MouseEvent, asCards: boolean) {
    const row = rows()[index];
    if (!row) return;
    if (event.shiftKey && props.selection) return select(index, true);
    setChosenId(props.rowId(row));
    const opens = asCards && props.href && !props.peeksOnPhone;
    if (opens || !props.onPeek) open(index);
    else props.onPeek(props.rowId(row));
  }

  return { rows, currentId, currentIndex, pathOf, near, choose, select, move, open, togglePeek, press };
}
