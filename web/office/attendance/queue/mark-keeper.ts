import { createComputed, createEffect, createRoot, on } from "solid-js";
import { createStore, produce, reconcile } from "solid-js/store";
import type { MarkOutcome } from "../../../../worker/domains/attendance/shapes.ts";
import { MOST_MARKS, MOST_MEETINGS } from "../../../../worker/domains/attendance/values.ts";
import { afterPaint } from "../../../shared/after-paint.ts";
import { onReconnect } from "../../../shared/connection.ts";
import { me } from "../../../shared/session.ts";
import { signedOut } from "../../sign-in/signed-out.ts";
import { sheetHref } from "../attendance-paths.ts";
import { setKept } from "./kept-count.ts";
import {
  type Entry,
  isWaiting,
  type KeptMark,
  keep,
  keyOf,
  type MarkName,
  nextBatch,
  type SaidMark,
  settle,
} from "./mark-queue.ts";
import { openMarkStore } from "./mark-store.ts";
import { sendMarks } from "./send-marks.ts";

/** After a failure that may pass: a busy server, not a lost network, which says itself when it is back. */
const retryAfterMs = 15_000;
/** Whoever calls a roll says the next mark in a moment: marks go together rather than each between two keys. */
const sendAfterMs = 300;
const most = { marks: MOST_MARKS, meetings: MOST_MEETINGS };

/**
 * The marks of whoever is signed in, on their way to the server. They are on the screen at once, in the browser's
 * database a moment later, and leave it when the server has them. Only their own person ever sees or sends them.
 */
class MarkKeeper {
  readonly #entries = createStore<Record<string, Entry>>({});
  readonly #store = openMarkStore();
  readonly #otherTabs = new BroadcastChannel("chalkline-marks");
  /** Said a moment ago and not written down yet: absent from the database, and not because it was sent. */
  readonly #unwritten = new Set<string>();
  #owner = "";
  #flight: Promise<void> | undefined;
  /** Something was said since the last look at what waits. */
  #hasMore = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #sendingOf = 0;

  constructor() {
    this.#otherTabs.onmessage = ({ data }) => data === this.#owner && void this.#load();
  }

  entryOf(name: MarkName): Entry | undefined {
    return this.#entries[0][keyOf(name)];
  }

  say(said: readonly SaidMark[]) {
    const owner = this.#owner;
    const marks = said.map((one) => {
      const entry = keep(this.entryOf(one), one, Date.now());
      this.#replace(keyOf(one), entry);
      this.#unwritten.add(keyOf(one));
      return entry.mark;
    });
    afterPaint(() => void this.#write(owner, marks));
  }

  /** The mark of the server stands; what was said here is forgotten. */
  async drop(name: MarkName) {
    const entry = this.entryOf(name);
    if (!entry) return;
    this.#replace(keyOf(name), undefined);
    this.#count();
    await (await this.#store).remove(this.#owner, [entry.mark]);
    this.#otherTabs.postMessage(this.#owner);
  }

  /** Sends what waits, in order, one request at a time and from one tab at a time. */
  flush(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#hasMore = true;
    this.#flight ??= navigator.locks
      .request(`chalkline-marks ${this.#owner}`, () => this.#sendAll())
      .catch(() => {
        this.#hasMore = false;
        this.#later(true);
      })
      .finally(() => {
        this.#flight = undefined;
        // What was said while the last request came to its end still has to go.
        if (this.#hasMore) void this.flush();
      });
    return this.#flight;
  }

  /** Somebody else is signed in, or nobody: what is shown and sent from now on is theirs alone. */
  belongTo(owner: string) {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#unwritten.clear();
    this.#entries[1](reconcile({}));
    this.#count();
    if (owner) void this.flush();
  }

  /** What is hidden is never painted again, so nothing may wait for that. */
  writeNow() {
    const said = [...this.#unwritten].flatMap((key) => this.#entries[0][key]?.mark ?? []);
    if (said.length > 0) void this.#write(this.#owner, said);
    if (this.#soon !== undefined) void this.flush();
  }

  #flushSoon() {
    if (document.visibilityState === "hidden") void this.flush();
    else this.#soon ??= setTimeout(() => void this.flush(), sendAfterMs);
  }

  #all(): Entry[] {
    return Object.values(this.#entries[0]);
  }

  #replace(key: string, entry: Entry | undefined) {
    this.#entries[1](
      produce((all) => {
        if (entry) all[key] = entry;
        else delete all[key];
      }),
    );
  }

  #count() {
    const undecided = this.#all().filter((entry) => !isWaiting(entry));
    const waiting = this.#all().length - undecided.length;
    if (waiting === 0) this.#sendingOf = 0;
    setKept({
      waiting,
      undecided: undecided.length,
      sendingOf: Math.max(this.#sendingOf, waiting),
      undecidedAt: undecided[0] && sheetHref(undecided[0].mark),
    });
  }

  async #write(owner: string, marks: readonly KeptMark[]) {
    try {
      await (await this.#store).put(owner, marks);
    } finally {
      if (owner === this.#owner) for (const mark of marks) this.#unwritten.delete(keyOf(mark));
    }
    if (owner !== this.#owner) return;
    this.#count();
    this.#flushSoon();
  }

  /** What the database says is what there is: another tab may have sent some, or said more. */
  async #load() {
    const owner = this.#owner;
    const stored = await (await this.#store).all(owner);
    if (owner !== this.#owner) return;
    const known = new Map(stored.map((mark) => [keyOf(mark), mark]));
    for (const entry of this.#all()) {
      const key = keyOf(entry.mark);
      if (!known.has(key) && !this.#unwritten.has(key) && isWaiting(entry)) this.#replace(key, undefined);
    }
    for (const [key, mark] of known) {
      const shown = this.#entries[0][key];
      const isNewer = !shown || shown.mark.clientMarkedAtMs < mark.clientMarkedAtMs;
      if (isNewer) this.#replace(key, { mark, trouble: null });
    }
    this.#count();
  }

  async #sendAll() {
    clearTimeout(this.#retry);
    const owner = this.#owner;
    for (;;) {
      this.#hasMore = false;
      await this.#load();
      const written = this.#all().filter(({ mark }) => !this.#unwritten.has(keyOf(mark)));
      const batch = nextBatch(written, most);
      if (batch.length === 0 || owner !== this.#owner || signedOut()) return;
      this.#sendingOf = Math.max(this.#sendingOf, batch.length);
      const sent = await sendMarks(batch);
      if (owner !== this.#owner) return;
      if (sent.kind === "later") return this.#later(sent.mayPass);
      await this.#noteAnswers(owner, batch, sent.outcomes);
    }
  }

  /** A lost network and an ended session call back by themselves; the timer is for everything else. */
  #later(mayPass: boolean) {
    this.#count();
    clearTimeout(this.#retry);
    if (mayPass) this.#retry = setTimeout(() => void this.flush(), retryAfterMs);
  }

  async #noteAnswers(owner: string, batch: readonly KeptMark[], outcomes: ReadonlyMap<string, MarkOutcome>) {
    const answers = batch.map((sent) => {
      const outcome = outcomes.get(keyOf(sent));
      const entry = this.entryOf(sent);
      if (outcome && entry) this.#replace(keyOf(sent), settle(entry, sent, outcome));
      return { sent, version: outcome?.outcome === "saved" ? outcome.mark.version : null };
    });
    await (await this.#store).answered(owner, answers);
    this.#count();
    this.#otherTabs.postMessage(owner);
  }
}

/** One for the portal, from the first page on: marks of an earlier visit are sent from wherever one comes back to. */
export const markKeeper = createRoot(() => {
  const keeper = new MarkKeeper();
  onReconnect(() => void keeper.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keeper.writeNow();
  });
  createComputed(
    on(
      () => {
        const who = me();
        return who ? `${who.account.id}:${who.actor.id}` : "";
      },
      (owner) => keeper.belongTo(owner),
    ),
  );
  createEffect(on(signedOut, (isOut, wasOut) => wasOut && !isOut && void keeper.flush(), { defer: true }));
  return keeper;
});
