import type { LiveFrame } from "../../../worker/live/protocol.ts";
import { invalidate } from "../../shared/cache.ts";
import { onReconnect } from "../../shared/connection.ts";
import { me } from "../../shared/session.ts";
import { apiBase } from "../account/account.ts";
import { noteTaskFrame } from "../shell/tasks.ts";
import { setListening } from "./listening.ts";

const pingEveryMs = 30_000;
/** Two pings without an answer: the line is dead, whatever the browser believes. */
const deadAfterMs = 70_000;
const retryMs = [1_000, 2_000, 5_000, 15_000, 30_000];
/** The worker's CLOSE_SESSION_ENDED and CLOSE_TOO_MANY (`worker/live/protocol.ts`). */
const sessionEnded = 4401;
const tooMany = 4429;

let socket: WebSocket | undefined;
let lastSeq: number | undefined;
let heardAtMs = 0;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps a socket to the account's feed open while somebody is signed in and the page is seen. */
export function keepListening(): void {
  connect();
  onReconnect(connect);
  document.addEventListener("visibilitychange", () => !document.hidden && connect());
  setInterval(check, pingEveryMs);
}

function connect(): void {
  if (socket || !me() || document.hidden) return;
  clearTimeout(timer);
  const after = lastSeq === undefined ? "" : `?after=${lastSeq}`;
  const mine = new WebSocket(`${location.origin.replace(/^http/, "ws")}${apiBase}/live${after}`);
  socket = mine;
  heardAtMs = Date.now();
  mine.addEventListener("message", ({ data }) => {
    heardAtMs = Date.now();
    if (data !== "pong") take(JSON.parse(data as string) as LiveFrame);
  });
  mine.addEventListener("close", ({ code }) => {
    if (socket === mine) lose(code);
  });
}

function lose(code: number): void {
  socket = undefined;
  setListening(false);
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

function take(frame: LiveFrame): void {
  switch (frame.kind) {
    case "hello":
      failures = 0;
      setListening(true);
      if (frame.missed) invalidate("");
      // What is told again comes after this and counts on from where the page was.
      if (lastSeq === undefined || frame.missed) lastSeq = frame.seq;
      return;
    case "activity":
      invalidate("/online-activity");
      break;
    case "task":
      noteTaskFrame(frame);
      break;
  }
  lastSeq = frame.seq;
}
