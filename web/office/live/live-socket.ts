import type { HelloFrame } from "../../../worker/live/protocol.ts";
import { onReconnect } from "../../shared/connection.ts";
import { me } from "../../shared/session.ts";
import { apiBase } from "../account/account.ts";

const pingEveryMs = 30_000;
/** Two pings without an answer: the line is dead, whatever the browser believes. */
const deadAfterMs = 70_000;
const retryMs = [1_000, 2_000, 5_000, 15_000, 30_000];
/** The worker's CLOSE_SESSION_ENDED and CLOSE_TOO_MANY (`worker/live/protocol.ts`). */
const sessionEnded = 4401;
const tooMany = 4429;

/** Whether something was told since this page began to ask for its data: what it has may be from before. */
export const isNewerThanPage = ({ toldAgeMs }: HelloFrame): boolean =>
  toldAgeMs !== null && toldAgeMs < performance.now();

interface Line<Frame> {
  /** Below the account's API. */
  readonly path: string;
  /** The last frame that the page has, to resume after; undefined: it asks for nothing that was before. */
  readonly lastSeq: () => number | undefined;
  readonly onFrame: (frame: Frame) => void;
  readonly onLost: () => void;
}

export interface LiveSocket {
  readonly send: (text: string) => void;
}

/** Keeps a socket open while somebody is signed in and the page is seen; one that was lost resumes. */
export function keepOpen<Frame extends { readonly kind: string }>(line: Line<Frame>): LiveSocket {
  let socket: WebSocket | undefined;
  let heardAtMs = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    if (socket || !me() || document.hidden) return;
    clearTimeout(timer);
    const seq = line.lastSeq();
    const after = seq === undefined ? "" : `?after=${seq}`;
    const mine = new WebSocket(`${location.origin.replace(/^http/, "ws")}${apiBase}${line.path}${after}`);
    socket = mine;
    heardAtMs = Date.now();
    mine.addEventListener("message", ({ data }) => {
      heardAtMs = Date.now();
      if (data === "pong") return;
      failures = 0;
      line.onFrame(JSON.parse(data as string) as Frame);
    });
    mine.addEventListener("close", ({ code }) => {
      if (socket === mine) lose(code);
    });
  }

  function lose(code: number): void {
    socket = undefined;
    line.onLost();
    // Somebody with a dozen windows hears of news in the newest ones; the others ask now and then.
    if (code === tooMany) return;
    const waitMs = retryMs[Math.min(failures, retryMs.length - 1)]! * (0.5 + Math.random());
    failures += 1;
    timer = setTimeout(connect, code === sessionEnded ? 0 : waitMs);
  }

  function check(): void {
    if (!socket) return;
    if (Date.now() - heardAtMs > deadAfterMs) {
      const dead = socket;
      lose(0);
      dead.close();
    } else if (socket.readyState === WebSocket.OPEN) socket.send("ping");
  }

  connect();
  onReconnect(connect);
  document.addEventListener("visibilitychange", () => !document.hidden && connect());
  setInterval(check, pingEveryMs);
  return {
    send: (text) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
  };
}
