import { type Accessor, createComputed, createSignal, on, onCleanup, onMount, untrack } from "solid-js";
import { afterPaint } from "../../shared/after-paint.ts";

/** Of what a frame has, for making blocks; the browser lays them out and paints them in what is left. */
const sliceMs = 2;
/** Days that follow each other faster than this are leafed through: only where the hand rests are blocks drawn. */
const leafingMs = 160;
const restMs = 110;

interface Part {
  readonly at: number;
  readonly draw: () => void;
}

export type Drawing = ReturnType<typeof createDrawing>;

/**
 * Draws the parts of a grid one after the other, a slice each frame, after the answer to a key was painted. The next
 * key calls off what is not drawn yet.
 */
export function createDrawing(options: {
  /** Something beside a block waits for where it stands. */
  isAtOnce: () => boolean;
  /** The part that is on the screen first. */
  firstAt: () => number;
  onDrawn: () => void;
}) {
  const stale = new Map<number, Part>();
  let callOff: (() => void) | undefined;
  let isPainted = false;
  let isAsking = false;
  let askedMs = Number.NEGATIVE_INFINITY;

  function finish() {
    callOff?.();
    callOff = undefined;
    options.onDrawn();
  }

  function drawSome() {
    const first = options.firstAt();
    const parts = [...stale.values()].sort(
      (a, b) => Number(a.at < first) - Number(b.at < first) || a.at - b.at,
    );
    const until = performance.now() + sliceMs;
    for (const part of parts) {
      stale.delete(part.at);
      part.draw();
      if (performance.now() >= until) break;
    }
    if (stale.size > 0) callOff = afterPaint(drawSome);
    else finish();
  }

  function drawAll() {
    if (stale.size === 0) return;
    const parts = [...stale.values()];
    stale.clear();
    for (const part of parts) part.draw();
    finish();
  }

  /** Counts from when the hand came to rest; all parts of a grid ask within one turn. */
  function ask(part: Part) {
    stale.set(part.at, part);
    if (isAsking) return;
    isAsking = true;
    queueMicrotask(() => {
      isAsking = false;
      callOff?.();
      const isLeafing = performance.now() - askedMs < leafingMs;
      askedMs = performance.now();
      if (stale.size > 0) callOff = isLeafing ? later(drawSome) : afterPaint(drawSome);
    });
  }

  onMount(() => {
    // How wide it is becomes known before the first paint, which shows all of it.
    onCleanup(
      afterPaint(() => {
        isPainted = true;
      }),
    );
    addEventListener("beforeprint", drawAll);
  });
  onCleanup(() => {
    callOff?.();
    removeEventListener("beforeprint", drawAll);
  });

  /** What a part shows, which follows its source when its turn comes; nothing at first, unless the page is new. */
  function follow<T>(at: number, source: Accessor<T>) {
    const [shown, setShown] = createSignal<T | undefined>(isPainted ? undefined : untrack(source));
    const [isStale, setStale] = createSignal(isPainted);
    const part: Part = {
      at,
      draw: () => {
        setShown(() => untrack(source));
        setStale(false);
      },
    };
    createComputed(
      on(
        source,
        () => {
          if (!isPainted || untrack(options.isAtOnce)) {
            part.draw();
            return queueMicrotask(options.onDrawn);
          }
          setStale(true);
          ask(part);
        },
        { defer: !isPainted },
      ),
    );
    onCleanup(() => stale.get(at) === part && stale.delete(at));
    return { shown, isStale };
  }

  return { follow, drawAll };
}

function later(run: () => void): () => void {
  const timer = setTimeout(run, restMs);
  return () => clearTimeout(timer);
}
