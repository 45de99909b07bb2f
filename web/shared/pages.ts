import { type Accessor, createMemo, createSignal } from "solid-js";
import { api } from "./api.ts";
import { type ApiError, isAbort, toApiError } from "./api-error.ts";
import { entryFor } from "./cache.ts";
import { takeFirstData } from "./first-data.ts";
import { type Query, watch } from "./query.ts";

/** One keyset page. `refine` says that a search matched too much to be worth listing. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null; total: number | null; refine?: boolean };

type Listed = { readonly id: string };

/** Makes a page of an answer that is not one already. */
type ToPage<Row> = (answer: never) => Page<Row>;

export type Pages<Row> = Omit<Query<Page<Row>>, "data"> & {
  /** What is asked for; a list of something else begins at its top. */
  path: Accessor<string | undefined>;
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

/** The first pages afresh; what was shown beyond them stays, so that no refresh throws anybody to the top. */
async function loadPages<Row extends Listed>(
  load: (cursor?: string) => Promise<Page<Row>>,
  shown?: Page<Row>,
) {
  let page = await load();
  const wanted = shown?.rows.length ?? 0;
  for (let count = 1; count < refreshedPagesMax && page.nextCursor && page.rows.length < wanted; count++) {
    page = append(page, await load(page.nextCursor));
  }
  return shown && page.nextCursor ? withRest(page, shown) : page;
}

function withRest<Row extends Listed>(fresh: Page<Row>, shown: Page<Row>): Page<Row> {
  const places = new Map(shown.rows.map((row, place) => [row.id, place]));
  const lastKnown = fresh.rows.findLast((row) => places.has(row.id));
  const rest = lastKnown ? shown.rows.slice((places.get(lastKnown.id) ?? 0) + 1) : [];
  return rest.length > 0 ? append(fresh, { ...shown, rows: rest }) : fresh;
}

export function createPages<Row extends Listed>(
  path: Accessor<string | undefined>,
  toPage: ToPage<Row> = (page) => page,
): Pages<Row> {
  const loadFrom = (from: string, signal?: AbortSignal) => async (cursor?: string) =>
    toPage(await api.get<never>(cursor === undefined ? from : withCursor(from, cursor), { signal }));
  const [loadingMore, setLoadingMore] = createSignal(false);
  const [moreError, setMoreError] = createSignal<ApiError>();
  const entry = createMemo(() => {
    const current = path();
    if (current === undefined) return undefined;
    setMoreError(undefined);
    return entryFor<Page<Row>>(
      `pages ${current}`,
      current,
      (signal, shown) => loadPages(loadFrom(current, signal), shown),
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
      const next = await loadFrom(current.path)(shown.nextCursor);
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
    path,
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

/** A row that moved while the list was paged through, or that two words found, comes once. */
function append<Row extends Listed>(shown: Page<Row>, next: Page<Row>): Page<Row> {
  const known = new Set(shown.rows.map((row) => row.id));
  const rows = shown.rows.concat(next.rows.filter((row) => !known.has(row.id)));
  return { ...next, rows, total: shown.total };
}
