import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

// A thousand live sockets on one account's feed: how long until everybody has heard of an event, and whether those who
// lose their socket miss or repeat anything.

const SEED: Seed = { name: "sockets", families: { summit: 400 } };
const SOCKETS = 1_000;
const EVENTS = 40;
const EVERY_MS = 250;
/** Each tenth socket is cut in the middle and comes back with the last frame it had. */
const CUT_EVERY = 10;
const SETTLE_MS = 3_000;

/** The bar of the issue. */
const MAX_P99_MS = 1_000;

interface Frame {
  readonly kind: string;
  readonly seq: number;
  readonly number?: number;
}

interface Listener {
  socket: WebSocket;
  last: number | null;
  readonly heard: number[];
}

export default function sockets(): Promise<Outcome> {
  return withServer(SEED, measure);
}

async function measure({ origin, clients }: BenchServer): Promise<Outcome> {
  const { account, cookie } = clients[0]!;
  const address = `${origin.replace(/^http/, "ws")}/local/live/${account.urlName}`;
  const sentAt = new Map<number, number>();
  const delays: number[] = [];
  const listeners: Listener[] = [];
  const connect = (listener: Omit<Listener, "socket">): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const after = listener.last === null ? "" : `?after=${listener.last}`;
      const socket = new WebSocket(`${address}${after}`, { headers: { cookie, origin } } as never);
      socket.addEventListener("error", () => reject(new Error("A socket was refused")));
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(data as string) as Frame;
        if (frame.kind === "hello") {
          listener.last ??= frame.seq;
          resolve(socket);
          return;
        }
        listener.last = frame.seq;
        if (frame.number === undefined) return;
        listener.heard.push(frame.number);
        const at = sentAt.get(frame.number);
        if (at !== undefined) delays.push(performance.now() - at);
      });
    });
  for (let i = 0; i < SOCKETS; i++) {
    const listener: Omit<Listener, "socket"> = { last: null, heard: [] };
    const socket = await connect(listener);
    listeners.push(Object.assign(listener, { socket }));
  }
  const first = Date.now();
  const cut = listeners.filter((_, i) => i % CUT_EVERY === 0);
  for (let i = 0; i < EVENTS; i++) {
    if (i === EVENTS / 2) for (const listener of cut) listener.socket.close();
    if (i === EVENTS / 2 + 4)
      await Promise.all(
        cut.map(async (listener) => {
          listener.socket = await connect(listener);
        }),
      );
    const number = first + i;
    sentAt.set(number, performance.now());
    const answer = await fetch(`${origin}/local/live/${account.urlName}`, {
      method: "POST",
      headers: { cookie },
      body: String(number),
    });
    if (!answer.ok) throw new Error(await answer.text());
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  for (const { socket } of listeners) socket.close();
  return judge(listeners, first, delays);
}

function judge(listeners: readonly Listener[], first: number, delays: readonly number[]): Outcome {
  const wanted = Array.from({ length: EVENTS }, (_, i) => first + i).join();
  const wrong = listeners.filter(({ heard }) => heard.join() !== wanted).length;
  const p99Ms = quantile(delays, 0.99);
  const figures = (name: string, value: number, p50Ms: number | null): CaseFigures => ({
    case: name,
    trips: null,
    rowsRead: null,
    rowsWritten: null,
    rowsShown: null,
    p50Ms,
    p95Ms: p50Ms === null ? null : rounded(quantile(delays, 0.95), 1),
    ratio: null,
    value,
  });
  const cases = [
    figures("event reaches a socket, p99 ms", rounded(p99Ms, 1), rounded(quantile(delays, 0.5), 1)),
    figures("sockets that missed or repeated something", wrong, null),
  ];
  printTable(
    ["case", "value", "p50 ms", "p95 ms"],
    cases.map((entry) => [entry.case, entry.value ?? 0, entry.p50Ms, entry.p95Ms]),
  );
  const missed = [
    ...(p99Ms > MAX_P99_MS ? [`An event reaches 99 of 100 sockets in ${rounded(p99Ms, 0)} ms`] : []),
    ...(wrong > 0 ? [`${wrong} of ${SOCKETS} sockets missed or repeated something`] : []),
  ];
  return { cases, missed };
}
