import { setTimeout as sleep } from "node:timers/promises";
import type { ConversationNews, MessengerFrame } from "../../worker/live/protocol.ts";
import type { Hook } from "../../worker/providers/sms/simulator/hook.ts";
import { signatureOf, signedHeaders } from "../../worker/providers/sms/twilio/signature.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

// Two hundred people on the staff of one account watch the Messenger Center while fifty texts a second come in through
// the provider's own door, for a minute; in the middle the object that tells them is killed.

const SEED: Seed = { name: "sockets", families: { summit: 400 } };
const SOCKETS = 200;
const NUMBERS = 50;
const TEXTS_PER_SECOND = 50;
const SECONDS = 60;
const TEXTS = TEXTS_PER_SECOND * SECONDS;
/** So long after the kill everybody is back; what came in between is told late, and is measured by itself. */
const BACK_MS = 2_000;
const SETTLE_MS = 5_000;
const RETRY_MS = 100;

/** The bar of the issue. */
const MAX_P99_MS = 250;

interface Listener {
  last: number | null;
  readonly seqs: number[];
  readonly texts: string[];
  isOver: boolean;
}

interface Delay {
  readonly sentAtMs: number;
  readonly ms: number;
}

export default function messenger(): Promise<Outcome> {
  return withServer(SEED, measure);
}

async function measure({ origin, clients }: BenchServer): Promise<Outcome> {
  const { account } = clients[0]!;
  const local = `${origin}/local/messenger/${account.urlName}`;
  const hook = (await (await fetch(`${local}/hook`)).json()) as Hook;
  const numbers = Array.from({ length: NUMBERS }, (_, i) => `+1773555${String(1000 + i)}`);
  const watch = new Watch(local.replace(/^http/, "ws"));
  await watch.open(SOCKETS);
  // The first text of each number begins its conversation, and says which one it is.
  for (const from of numbers) {
    await handIn(hook, from, "Hello");
    await watch.learn(from);
  }
  watch.begin();
  const firstAt = performance.now();
  const answers: Promise<void>[] = [];
  let abortedAtMs = 0;
  for (let i = 0; i < TEXTS; i++) {
    await sleep(Math.max(0, firstAt + (i * 1000) / TEXTS_PER_SECOND - performance.now()));
    if (i === TEXTS / 2) {
      abortedAtMs = performance.now();
      await fetch(`${local}/abort`, { method: "POST" });
    }
    const from = numbers[i % NUMBERS]!;
    watch.note(from);
    answers.push(handIn(hook, from, `Text ${i}`));
  }
  await Promise.all(answers);
  await sleep(SETTLE_MS);
  watch.close();
  return judge(watch, abortedAtMs);
}

async function handIn(hook: Hook, from: string, body: string): Promise<void> {
  const form = new URLSearchParams({
    ...{ AccountSid: hook.providerAccount, SmsStatus: "received", From: from, To: hook.number, Body: body },
    MessageSid: `SM${crypto.randomUUID().replaceAll("-", "")}`,
  });
  const headers = signedHeaders(await signatureOf(hook.authToken, hook.inboundUrl, form));
  const deliver = () => fetch(hook.inboundUrl, { method: "POST", headers, body: form.toString() });
  // A connection that was closed meanwhile: the same again, as a provider does; a text is taken once.
  const answer = await deliver().catch(deliver);
  if (!answer.ok) throw new Error(`A text was not taken: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
}

/** Everybody who listens, and when which text was handed in. */
class Watch {
  readonly listeners: Listener[] = [];
  readonly delays: Delay[] = [];
  readonly #address: string;
  readonly #sockets = new Set<WebSocket>();
  readonly #numberOf = new Map<string, string>();
  /** By number, when its texts were handed in; the n-th text of a conversation is the n-th of its number. */
  readonly #sentAt = new Map<string, number[]>();
  #isMeasured = false;

  constructor(address: string) {
    this.#address = address;
  }

  async open(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const listener: Listener = { last: null, seqs: [], texts: [], isOver: false };
      this.listeners.push(listener);
      await this.#connect(listener);
    }
  }

  #connect(listener: Listener): Promise<void> {
    return new Promise((resolve) => {
      const after = listener.last === null ? "" : `?after=${listener.last}`;
      const socket = new WebSocket(`${this.#address}${after}`);
      const heard = new Map<string, number>();
      this.#sockets.add(socket);
      for (const conversationId of listener.texts)
        heard.set(conversationId, (heard.get(conversationId) ?? 0) + 1);
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(data as string) as MessengerFrame;
        if (frame.kind === "hello") {
          listener.last ??= frame.seq;
          resolve();
        } else if (frame.kind === "news") for (const item of frame.items) this.#hear(listener, heard, item);
      });
      socket.addEventListener("error", () => socket.close());
      socket.addEventListener("close", () => {
        this.#sockets.delete(socket);
        if (!listener.isOver) setTimeout(() => void this.#connect(listener).then(resolve), RETRY_MS);
      });
    });
  }

  #hear(
    listener: Listener,
    heard: Map<string, number>,
    { seq, what, conversationId }: ConversationNews,
  ): void {
    listener.last = seq;
    listener.seqs.push(seq);
    if (what !== "message") return;
    if (!this.#isMeasured) {
      listener.texts.push(conversationId);
      return;
    }
    const nth = heard.get(conversationId) ?? 0;
    heard.set(conversationId, nth + 1);
    listener.texts.push(conversationId);
    const sentAtMs = this.#sentAt.get(this.#numberOf.get(conversationId) ?? "")?.[nth];
    if (sentAtMs !== undefined) this.delays.push({ sentAtMs, ms: performance.now() - sentAtMs });
  }

  /** Waits until everybody has heard of the text that was just handed in, and keeps whose conversation it is. */
  async learn(number: string): Promise<void> {
    const wanted = this.#numberOf.size + 1;
    while (this.listeners.some(({ texts }) => texts.length < wanted)) await sleep(5);
    this.#numberOf.set(this.listeners[0]!.texts.at(-1)!, number);
  }

  begin(): void {
    for (const listener of this.listeners) {
      listener.seqs.length = 0;
      listener.texts.length = 0;
    }
    this.#isMeasured = true;
  }

  note(number: string): void {
    const times = this.#sentAt.get(number) ?? [];
    times.push(performance.now());
    this.#sentAt.set(number, times);
  }

  close(): void {
    for (const listener of this.listeners) listener.isOver = true;
    for (const socket of this.#sockets) socket.close();
  }
}

function judge({ listeners, delays }: Watch, abortedAtMs: number): Outcome {
  const isBack = ({ sentAtMs }: Delay) => sentAtMs < abortedAtMs || sentAtMs > abortedAtMs + BACK_MS;
  const steady = delays.filter(isBack).map(({ ms }) => ms);
  const around = delays.filter((delay) => !isBack(delay)).map(({ ms }) => ms);
  const lost = listeners.reduce((sum, { texts }) => sum + Math.abs(TEXTS - texts.length), 0);
  const isInOrder = ({ seqs }: Listener) => seqs.every((seq, i) => i === 0 || seq > seqs[i - 1]!);
  const unordered = listeners.filter((listener) => !isInOrder(listener)).length;
  const order = new Set(listeners.map(({ texts }) => texts.join()));
  const p99Ms = quantile(steady, 0.99);
  const figures = (name: string, value: number, of: readonly number[] = []): CaseFigures => ({
    ...{ case: name, trips: null, rowsRead: null, rowsWritten: null, rowsShown: null, ratio: null, value },
    p50Ms: of.length === 0 ? null : rounded(quantile(of, 0.5), 1),
    p95Ms: of.length === 0 ? null : rounded(quantile(of, 0.95), 1),
  });
  const cases = [
    figures("text reaches a socket, p99 ms", rounded(p99Ms, 1), steady),
    figures("the same while the object was killed, p99 ms", rounded(quantile(around, 0.99), 1), around),
    figures("texts lost or told twice, of all sockets", lost),
    figures("sockets that heard out of order", unordered),
    figures("different orders heard", order.size),
  ];
  printTable(
    ["case", "value", "p50 ms", "p95 ms"],
    cases.map((entry) => [entry.case, entry.value ?? 0, entry.p50Ms, entry.p95Ms]),
  );
  const missed = [
    ...(p99Ms > MAX_P99_MS ? [`A text reaches 99 of 100 sockets in ${rounded(p99Ms, 0)} ms`] : []),
    ...(lost > 0 ? [`${lost} texts were lost or told twice`] : []),
    ...(unordered > 0 || order.size > 1 ? ["Not everybody heard in the same order"] : []),
  ];
  return { cases, missed };
}
