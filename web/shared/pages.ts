import { type Accessor, createMemo, createSignal } from "solid-js";
import { api } from "./api.ts";
import { type ApiError, isAbort, toApiError } from "./api-error.ts";
import { entryFor } from "./cache.ts";
import { takeFirstData } from "./first-data.ts";
import { type Query, watch } from "./query.ts";

/** One keyset page. `refine` says that a search matched too much to be worth listing. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null; total: number | null; refine?: boolean };

export type Pages<Row> = Omit<Query<Page<Row>>, "data"> & {
  rows: Accessor<Row[]>;
  total: Accessor<number | null>;
  refine: Accessor<boolean>;
  hasMore: Accessor<boolean>;
  loadingMore: Accessor<boolean>;
  moreError: Accessor<ApiError | undefined>;
  loadMore: () => void;
  /** Replaces or removes rows at once; the answer takes that back. */
  patchRows: (update: (rows: Row[]) => Row[]) => () => void;
};

const refreshedPagesMax = 5;
const noRows: never[] = [];

const withCursor = (path: string, cursor: string) =>
  `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;

/** A refresh brings back as many rows as were shown (up to a point), so that nobody is thrown to the top. */
async function loadPages<Row>(path: string, signal: AbortSignal, shown: number): Promise<Page<Row>> {
  let page = await api.get<Page<Row>>(path, { signal });
  for (let count = 1; count < refreshedPagesMax && page.nextCursor && page.rows.length < shown; count++) {
    const next = await api.get<Page<Row>>(withCursor(path, page.nextCursor), { signal });
    page = { ...next, rows: page.rows.concat(next.rows), total: page.total };
  }
  return page;
}

export function createPages<Row>(path: Accessor<string | undefined>): Pages<Row> {
  const [loadingMore, setLoadingMore] = createSignal(false);
  const [moreError, setMoreError] = createSignal<ApiError>();
  const entry = createMemo(() => {
    const current = path();
    if (current === undefined) return undefined;
    setMoreError(undefined);
    return entryFor<Page<Row>>(
      `pages ${current}`,
      current,
      (signal, shown) => loadPages(current, signal, shown?.rows.length ?? 0),
      takeFirstData(current),
    );
  });
  const query = watch(entry, { keepPrevious: true });

  async function loadMore() {
    const current = entry();
    const shown = current?.data();
    if (!current || !shown?.nextCursor || loadingMore() || current.fetching()) return;
    setLoadingMore(true);
    setMoreError(undefined);
    try {
      const next = await api.get<Page<Row>>(withCursor(current.path, shown.nextCursor));
      current.set((latest) => (latest === shown ? append(shown, next) : latest));
    } catch (cause) {
      if (!isAbort(cause)) setMoreError(toApiError(cause));
    } finally {
      setLoadingMore(false);
    }
  }

  function patchRows(update: (rows: Row[]) => Row[]) {
    const current = entry();
    const before = current?.data();
    if (!current || !before) return () => {};
    const rows = update(before.rows);
    const removed = before.rows.length - rows.length;
    const after = { ...before, rows, total: before.total === null ? null : before.total - removed };
    current.set(() => after);
    return () => current.set((latest) => (latest === after ? before : latest));
  }

  return {
    error: query.error,
    pending: query.pending,
    refreshing: query.refreshing,
    refetch: query.refetch,
    rows: () => query.data()?.rows ?? noRows,
    total: () => query.data()?.total ?? null,
    refine: () => query.data()?.refine ?? false,
    hasMore: () => Boolean(query.data()?.nextCursor),
    loadingMore,
    moreError,
    loadMore: () => void loadMore(),
    patchRows,
  };
}

const append = <Row>(shown: Page<Row>, next: Page<Row>): Page<Row> => ({
  ...next,
  rows: shown.rows.concat(next.rows),
  total: shown.total,
});
