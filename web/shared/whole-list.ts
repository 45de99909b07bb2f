import type { Accessor } from "solid-js";
import type { Pages } from "./pages.ts";
import type { Query } from "./query.ts";

/** A list that came as a whole, for a table that expects pages: filtered here, with nothing more to load. */
export function wholeList<Row>(
  query: Query<unknown>,
  rows: Accessor<Row[]>,
  path: Accessor<string>,
): Pages<Row> {
  return {
    path,
    error: query.error,
    pending: query.pending,
    refreshing: query.refreshing,
    refetch: query.refetch,
    rows,
    total: () => (query.data() === undefined ? null : rows().length),
    refine: () => false,
    hasMore: () => false,
    loadingMore: () => false,
    moreError: () => undefined,
    loadMore: () => {},
    patchRows: () => () => {},
  };
}
