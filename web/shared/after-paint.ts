import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";

/** Runs once the browser has painted what it knows by now. Answers how to call it off. */
export function afterPaint(run: () => void): () => void {
  let isOff = false;
  // A task posted from a frame's callback comes after that frame.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => !isOff && run();
    port2.postMessage(null);
  });
  return () => {
    isOff = true;
  };
}

/** False until the page has been painted with whatever asks; for parts that cost much and are seldom used at once. */
export function createPainted(): Accessor<boolean> {
  const [isPainted, setPainted] = createSignal(false);
  onCleanup(afterPaint(() => setPainted(true)));
  return isPainted;
}

/**
 * Follows a value one paint later: a letter stands in its field before a long list begins to answer it. Of several
 * changes within one frame only the last is followed.
 */
export function followAfterPaint<T>(source: Accessor<T>): Accessor<T> {
  const [value, setValue] = createSignal(source());
  let callOff: (() => void) | undefined;
  createEffect(
    on(
      source,
      (next) => {
        callOff?.();
        callOff = afterPaint(() => setValue(() => next));
      },
      { defer: true },
    ),
  );
  onCleanup(() => callOff?.());
  return value;
}
