import { type Accessor, createSignal } from "solid-js";
import type { WaitRow } from "../../../../worker/domains/waitlist/shapes.ts";
import { can } from "../../../shared/session.ts";
import type { Reasoned } from "./wait-acts.ts";

/** The order of a queue changed by hand, with the mouse or with keys; every change asks for its reason. */
export function createQueueOrder(rows: Accessor<readonly WaitRow[]>, ask: (asked: Reasoned) => void) {
  const [draggedId, setDraggedId] = createSignal<string>();
  const [overId, setOverId] = createSignal<string>();
  const queue = () => rows().filter(({ wait }) => wait?.position != null);
  /** Places count from one; zero is out of the queue. */
  const placeOf = (id: string) => queue().findIndex((row) => row.id === id) + 1;

  function move(row: WaitRow, to: number) {
    const from = placeOf(row.id);
    if (from === 0 || to < 1 || to > queue().length || to === from) return;
    const others = queue().filter(({ id }) => id !== row.id);
    ask({ act: "move", row, from, to, afterId: others[to - 2]?.id ?? null });
  }
  const step = (row: WaitRow, by: number) => move(row, placeOf(row.id) + by);

  function onKey(event: KeyboardEvent, row: WaitRow) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const here = event.currentTarget as HTMLElement;
    if (by === undefined) return;
    if (event.altKey && can("enrollments", "full")) {
      event.preventDefault();
      step(row, by);
    } else if (event.target === here) {
      event.preventDefault();
      const next = by > 0 ? here.nextElementSibling : here.previousElementSibling;
      if (next instanceof HTMLElement) next.focus();
    }
  }

  function onDragEnd() {
    setDraggedId(undefined);
    setOverId(undefined);
  }

  return {
    queue,
    step,
    onKey,
    onDragEnd,
    isDragged: (row: WaitRow) => draggedId() === row.id,
    isOver: (row: WaitRow) => overId() === row.id,
    onDrag(event: DragEvent, row: WaitRow) {
      event.dataTransfer?.setData("text/plain", row.studentName);
      setDraggedId(row.id);
    },
    onDragOver(event: DragEvent, row: WaitRow) {
      if (draggedId() === undefined || row.wait?.position == null) return;
      event.preventDefault();
      setOverId(row.id);
    },
    onDrop(event: DragEvent, target: WaitRow) {
      event.preventDefault();
      const row = rows().find(({ id }) => id === draggedId());
      onDragEnd();
      if (row) move(row, placeOf(target.id));
    },
  };
}
