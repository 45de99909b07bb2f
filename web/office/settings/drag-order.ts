import { createSignal, onCleanup } from "solid-js";

/** Further than this and a press is a drag, not a slip of the hand. */
const SLACK_PX = 4;

type DragOrderOptions = {
  list: () => HTMLElement | undefined;
  ids: () => string[];
  onOrder: (ids: string[]) => void;
};

/**
 * Takes an entry of a list by its handle to another place, with mouse, pen or finger. Until it is let go only a line
 * shows where it would come to stand; Escape leaves everything as it was.
 */
export function createDragOrder(options: DragOrderOptions) {
  const [dragged, setDragged] = createSignal<string>();
  /** Before which entry it would stand; the number of entries: behind the last. */
  const [target, setTarget] = createSignal<number>();
  let end = () => {};
  onCleanup(() => end());

  function targetAt(clientY: number): number {
    const entries = [...(options.list()?.querySelectorAll<HTMLElement>("[data-entry]") ?? [])];
    const below = entries.findIndex((entry) => {
      const { top, height } = entry.getBoundingClientRect();
      return clientY < top + height / 2;
    });
    return below === -1 ? entries.length : below;
  }

  function drop() {
    const id = dragged();
    const to = target();
    if (id === undefined || to === undefined) return;
    const ids = options.ids();
    const from = ids.indexOf(id);
    if (from === -1 || to === from || to === from + 1) return;
    ids.splice(from, 1);
    ids.splice(to > from ? to - 1 : to, 0, id);
    options.onOrder(ids);
  }

  function start(event: PointerEvent, id: string) {
    if (event.button !== 0 || dragged() !== undefined) return;
    event.preventDefault();
    const startY = event.clientY;
    const listeners = new AbortController();
    const { signal } = listeners;
    end = () => {
      listeners.abort();
      setDragged(undefined);
      setTarget(undefined);
    };
    const follow = (move: PointerEvent) => {
      if (dragged() === undefined && Math.abs(move.clientY - startY) < SLACK_PX) return;
      setDragged(id);
      setTarget(targetAt(move.clientY));
    };
    const release = () => {
      drop();
      end();
    };
    const cancelByKey = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.stopPropagation();
      end();
    };
    window.addEventListener("pointermove", follow, { signal });
    window.addEventListener("pointerup", release, { signal });
    window.addEventListener("pointercancel", () => end(), { signal });
    window.addEventListener("keydown", cancelByKey, { signal, capture: true });
  }

  return { dragged, target, start };
}
