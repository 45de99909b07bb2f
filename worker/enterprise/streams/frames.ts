import { streamText } from "../../domains/exports/stream-text.ts";
import { logUnexpected } from "../../edge/request-log.ts";

/**
 * An answer that grows: one JSON line for each thing that becomes known, as it does. What goes wrong before the first
 * line is answered as a problem; later the stream breaks off, and whoever reads it says so.
 */
export function streamFrames<Frame>(
  requestId: string,
  work: (send: (frame: Frame) => void) => Promise<void>,
): Promise<Response> {
  return streamText(lines(requestId, work), { "content-type": "application/x-ndjson; charset=utf-8" });
}

async function* lines<Frame>(
  requestId: string,
  work: (send: (frame: Frame) => void) => Promise<void>,
): AsyncGenerator<string> {
  let waiting: string[] = [];
  let isOver = false;
  let wake = () => {};
  let change = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const working = work((frame) => {
    waiting.push(`${JSON.stringify(frame)}\n`);
    wake();
  }).finally(() => {
    isOver = true;
    wake();
  });
  // Nobody may be waiting for it when it fails: whoever reads has gone.
  working.catch((error: unknown) => logUnexpected(requestId, error));
  for (;;) {
    await change;
    change = new Promise((resolve) => {
      wake = resolve;
    });
    const ready = waiting;
    waiting = [];
    if (ready.length > 0) yield ready.join("");
    else if (isOver) return working;
    if (isOver) wake();
  }
}
