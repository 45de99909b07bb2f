import { onCleanup, onMount } from "solid-js";
import { afterPaint } from "../../shared/after-paint.ts";

/** Of what a frame has, for making blocks; the browser lays them out and paints them in what is left. */
const sliceMs = 3;
/** Days that follow each other faster than this are leafed through: only where the hand rests are blocks drawn. */
const leafingMs = 160;
const restMs = 110;

/** The part of a grid that has to be drawn. */
interface Part {
  readonly at: number;
  readonly draw: () => void;
  /** What it shows is of other days for longer than a moment. */
  readonly wait: () => void;
}

export type Drawing = ReturnType<typeof createDrawing>;

/**
 * Draws the parts of a grid: in the frame in which its days change as many as it holds, which is all of them but on a
 * slow machine, and the others in the frames after it. The next key calls off what is not drawn yet.
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
  let isAsked = false;
  let lastKey: string | undefined;
  let steppedMs = Number.NEGATIVE_INFINITY;

  function drawSlice() {
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
  }

  function drawSome() {
    drawSlice();
    callOff = afterPaint(stale.size > 0 ? drawSome : options.onDrawn);
  }

  /** The page stands with its first column, then with all of them: frame by frame the last would come too late. */
  function drawFirst() {
    drawSlice();
    callOff = afterPaint(drawAll);
  }

  function drawAll() {
    callOff?.();
    for (const { draw } of stale.values()) draw();
    stale.clear();
    options.onDrawn();
  }

  function begin(key: string) {
    isAsked = false;
    callOff?.();
    const isLeafing = key !== lastKey && performance.now() - steppedMs < leafingMs;
    if (key !== lastKey) steppedMs = performance.now();
    lastKey = key;
    if (options.isAtOnce()) drawAll();
    else if (!isPainted) drawFirst();
    else if (isLeafing) rest();
    else drawSome();
  }

  function rest() {
    for (const { wait } of stale.values()) wait();
    const timer = setTimeout(drawSome, restMs);
    callOff = () => clearTimeout(timer);
  }

  onMount(() => {
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

  return {
    /** All parts of a grid ask within one turn. `key` names the days that they show. */
    ask(part: Part, key: string) {
      stale.set(part.at, part);
      if (isAsked) return;
      isAsked = true;
      queueMicrotask(() => begin(key));
    },
    forget: (part: number) => void stale.delete(part),
    /** Who acts on a block means what it is about to show. */
    settle: () => stale.size > 0 && drawAll(),
  };
}
