import { type Accessor, createComputed, createMemo, onCleanup, untrack } from "solid-js";
import { afterPaint } from "./after-paint.ts";
import { api } from "./api.ts";
import type { ApiError } from "./api-error.ts";
import { type Entry, entryFor } from "./cache.ts";
import { takeFirstData } from "./first-data.ts";

export type Query<T> = {
  data: Accessor<T | undefined>;
  error: Accessor<ApiError | undefined>;
  /** Nothing to show yet. Placeholders for it appear only after 300 ms (see `.late` in motion.css). */
  pending: Accessor<boolean>;
  /** Something is shown and a newer answer is under way. */
  refreshing: Accessor<boolean>;
  refetch: () => void;
};

export type QueryOptions = {
  staleMs?: number;
  /** Show the answer of the previous path until the new one is here. Wrong for records, right for lists. */
  keepPrevious?: boolean;
};

const queryEntry = <T>(path: string) =>
  entryFor<T>(path, path, (signal) => api.get<T>(path, { signal }), takeFirstData<T>(path));

/** Keyed by path, shared by everyone who asks the same, shown stale while a fresh answer is fetched. */
export function createQuery<T>(path: Accessor<string | undefined>, options: QueryOptions = {}): Query<T> {
  return watch(() => {
    const current = path();
    return current === undefined ? undefined : queryEntry<T>(current);
  }, options);
}

export function watch<T>(source: Accessor<Entry<T> | undefined>, options: QueryOptions): Query<T> {
  const entry = createMemo(source);
  createComputed(() => {
    const current = entry();
    if (!current) return;
    onCleanup(current.read());
    if (!current.olderThan(options.staleMs ?? 2_000)) return;
    // What is known already is shown before it is asked for again.
    if (untrack(current.data) === undefined) void current.refresh();
    else onCleanup(afterPaint(() => void current.refresh()));
  });
  const data = createMemo<T | undefined>((previous) => {
    const answer = entry()?.data();
    if (answer !== undefined || !options.keepPrevious) return answer;
    const error = entry()?.error();
    // What is on the screen outlives a session that ended: its owner is asked to log in on top of it.
    return error === undefined || error.code === "session_ended" ? previous : undefined;
  });
  return {
    data,
    error: () => entry()?.error(),
    pending: () => entry() !== undefined && data() === undefined && !entry()?.error(),
    refreshing: () => data() !== undefined && (entry()?.fetching() ?? false),
    refetch: () => void entry()?.refresh(),
  };
}

/** What is already known, for example from the answer to a write. */
export const setQuery = <T>(path: string, answer: T) => queryEntry<T>(path).set(() => answer);

/** Shows an edit before the server has confirmed it. Call the answer to take it back. */
export function patchQuery<T>(path: string, update: (current: T) => T): () => void {
  const entry = queryEntry<T>(path);
  const before = entry.data();
  if (before === undefined) return () => {};
  const after = update(before);
  entry.set(() => after);
  return () => entry.set((current) => (current === after ? before : current));
}

/** Starts fetching what will be looked at next, for example the record under the pointer. */
export function prefetch(path: string) {
  const entry = queryEntry(path);
  if (entry.olderThan(10_000)) void entry.refresh();
}
