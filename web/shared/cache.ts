import { batch, createSignal } from "solid-js";
import { type ApiError, isAbort, toApiError } from "./api-error.ts";
import { onReconnect } from "./connection.ts";

/** How a cached answer is made: `current` lets a list refresh as many pages as it shows. */
type Load<T> = (signal: AbortSignal, current: T | undefined) => Promise<T>;

export type Entry<T> = ReturnType<typeof createEntry<T>>;

const entriesMax = 200;
const refocusAfterMs = 30_000;
const entries = new Map<string, Entry<unknown>>();

export function entryFor<T>(key: string, path: string, load: Load<T>, first?: T): Entry<T> {
  const known = entries.get(key) as Entry<T> | undefined;
  if (known) return known;
  const entry = createEntry(path, load, first);
  entries.set(key, entry as unknown as Entry<unknown>);
  evict();
  return entry;
}

function createEntry<T>(path: string, load: Load<T>, first?: T) {
  const [data, setData] = createSignal<T | undefined>(first);
  const [error, setError] = createSignal<ApiError>();
  const [fetching, setFetching] = createSignal(false);
  let fetchedAtMs = first === undefined ? 0 : Date.now();
  let flight: AbortController | undefined;
  let readers = 0;

  async function refresh() {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    setFetching(true);
    try {
      const answer = await load(mine.signal, data());
      if (flight === mine) settle(answer, undefined);
    } catch (cause) {
      if (flight === mine) settle(data(), isAbort(cause) ? undefined : toApiError(cause));
    }
  }

  function settle(answer: T | undefined, problem: ApiError | undefined) {
    flight = undefined;
    fetchedAtMs = Date.now();
    batch(() => {
      setData(() => answer);
      setError(problem);
      setFetching(false);
    });
  }

  function stop() {
    flight?.abort();
    flight = undefined;
    fetchedAtMs = 0;
    setFetching(false);
  }

  return {
    path,
    data,
    error,
    fetching,
    refresh,
    /** A local truth, such as an optimistic edit; an answer that is under way was asked before it and is dropped. */
    set(update: (current: T | undefined) => T | undefined) {
      if (flight) stop();
      setData(update);
    },
    olderThan: (ageMs: number) => !flight && Date.now() - fetchedAtMs > ageMs,
    expire() {
      fetchedAtMs = 0;
      if (readers > 0) void refresh();
    },
    isRead: () => readers > 0,
    read() {
      readers += 1;
      return () => {
        readers -= 1;
        if (readers === 0 && flight) stop();
      };
    },
  };
}

function evict() {
  if (entries.size <= entriesMax) return;
  for (const [key, entry] of entries) {
    if (entry.isRead()) continue;
    entries.delete(key);
    return;
  }
}

/** After a write: whatever is on screen below this path is asked for again, the rest when it is next shown. */
export function invalidate(...prefixes: string[]) {
  for (const entry of entries.values()) {
    if (prefixes.some((prefix) => entry.path.startsWith(prefix))) entry.expire();
  }
}

export const clearCache = () => entries.clear();

function refreshOld() {
  if (document.visibilityState !== "visible") return;
  for (const entry of entries.values()) {
    if (entry.isRead() && entry.olderThan(refocusAfterMs)) void entry.refresh();
  }
}

document.addEventListener("visibilitychange", refreshOld);
onReconnect(() => invalidate(""));
