import { createComputed, createEffect, createRoot, on } from "solid-js";
import { createStore, produce, reconcile } from "solid-js/store";
import { MOST_MARKS, MOST_MEETINGS } from "../../../../worker/domains/attendance/schemas.ts";
import type { MarkOutcome } from "../../../../worker/domains/attendance/shapes.ts";
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
import { type MarkStore, openMarkStore } from "./mark-store.ts";
import { type Sent, sendMarks } from "./send-marks.ts";

/** After a failure that may pass: a busy server, not a lost network, which says itself when it is back. */
const retryAfterMs = 15_000;
const most = { marks: MOST_MARKS, meetings: MOST_MEETINGS };

/**
 * The marks of whoever is signed in, on their way to the server. They are on the screen at once, in the browser's
 * database a moment later, and leave it when the server has them. Only their own person ever sees or sends them.
 */
export const markKeeper = createRoot(() => {
  const [entries, setEntries] = createStore<Record<string, Entry>>({});
  const store: Promise<MarkStore> = openMarkStore();
  /** Said a moment ago and not written down yet: absent from the database, and not because it was sent. */
  const unwritten = new Set<string>();
  let owner = "";
  let flight: Promise<void> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let sendingOf = 0;
  const otherTabs = new BroadcastChannel("chalkline-marks");

  const replace = (key: string, entry: Entry | undefined) =>
    setEntries(
      produce((all) => {
        if (entry) all[key] = entry;
        else delete all[key];
      }),
    );

  function count() {
    const all = Object.values(entries);
    const undecided = all.filter((entry) => !isWaiting(entry));
    const waiting = all.length - undecided.length;
    if (waiting === 0) sendingOf = 0;
    setKept({
      waiting,
      undecided: undecided.length,
      sendingOf: Math.max(sendingOf, waiting),
      undecidedAt: undecided[0] && sheetHref(undecided[0].mark),
    });
  }

  function say(said: readonly SaidMark[]) {
    const mine = owner;
    const marks = said.map((one) => {
      const key = keyOf(one);
      const entry = keep(entries[key], one, Date.now());
      replace(key, entry);
      unwritten.add(key);
      return entry.mark;
    });
    afterPaint(() => void write(mine, marks));
  }

  async function write(mine: string, marks: readonly KeptMark[]) {
    try {
      await (await store).put(mine, marks);
    } finally {
      if (mine === owner) for (const mark of marks) unwritten.delete(keyOf(mark));
    }
    if (mine !== owner) return;
    count();
    void flush();
  }

  /** What the database says is what there is: another tab may have sent some, or said more. */
  async function load() {
    const mine = owner;
    const stored = await (await store).all(mine);
    if (mine !== owner) return;
    const known = new Map(stored.map((mark) => [keyOf(mark), mark]));
    for (const [key, entry] of Object.entries(entries)) {
      if (!known.has(key) && !unwritten.has(key) && isWaiting(entry)) replace(key, undefined);
    }
    for (const [key, mark] of known) {
      const shown = entries[key];
      const isNewer = !shown || shown.mark.clientMarkedAtMs < mark.clientMarkedAtMs;
      if (isNewer) replace(key, { mark, trouble: null });
    }
    count();
  }

  /** Sends what waits, in order, one request at a time and from one tab at a time. */
  function flush(): Promise<void> {
    flight ??= navigator.locks
      .request(`chalkline-marks ${owner}`, sendAll)
      .catch(() => later())
      .finally(() => {
        flight = undefined;
      });
    return flight;
  }

  async function sendAll() {
    clearTimeout(retry);
    const mine = owner;
    await load();
    for (;;) {
      const batch = nextBatch(
        Object.values(entries).filter(({ mark }) => !unwritten.has(keyOf(mark))),
        most,
      );
      if (batch.length === 0 || mine !== owner || signedOut()) return;
      sendingOf = Math.max(sendingOf, batch.length);
      const sent = await sendMarks(batch);
      if (mine !== owner) return;
      if (sent.kind === "later") return later(sent);
      await noteAnswers(mine, batch, sent.outcomes);
    }
  }

  function later(sent?: Sent) {
    count();
    clearTimeout(retry);
    // A lost network and an ended session call back by themselves; the timer is for everything else.
    if (sent?.kind !== "later" || sent.mayPass) retry = setTimeout(() => void flush(), retryAfterMs);
  }

  async function noteAnswers(
    mine: string,
    batch: readonly KeptMark[],
    outcomes: ReadonlyMap<string, MarkOutcome>,
  ) {
    const answers = batch.map((sent) => {
      const outcome = outcomes.get(keyOf(sent));
      const entry = entries[keyOf(sent)];
      if (outcome && entry) replace(keyOf(sent), settle(entry, sent, outcome));
      return { sent, version: outcome?.outcome === "saved" ? outcome.mark.version : null };
    });
    await (await store).answered(mine, answers);
    count();
    otherTabs.postMessage(mine);
  }

  /** The mark of the server stands; what was said here is forgotten. */
  async function drop(name: MarkName) {
    const entry = entries[keyOf(name)];
    if (!entry) return;
    replace(keyOf(name), undefined);
    count();
    await (await store).remove(owner, [entry.mark]);
    otherTabs.postMessage(owner);
  }

  otherTabs.onmessage = ({ data }) => data === owner && void load();
  onReconnect(() => void flush());
  // Said with the last touch before the tab went away: what is hidden is never painted again.
  document.addEventListener("visibilitychange", () => {
    const said = [...unwritten].flatMap((key) => entries[key]?.mark ?? []);
    if (document.visibilityState === "hidden" && said.length > 0) void write(owner, said);
  });

  createComputed(
    on(
      () => {
        const who = me();
        return who ? `${who.account.id}:${who.actor.id}` : "";
      },
      (who) => {
        if (who === owner) return;
        owner = who;
        unwritten.clear();
        setEntries(reconcile({}));
        count();
        if (who) void flush();
      },
    ),
  );
  createEffect(on(signedOut, (isOut, wasOut) => wasOut && !isOut && void flush(), { defer: true }));

  return { entryOf: (name: MarkName): Entry | undefined => entries[keyOf(name)], say, drop, flush };
});
