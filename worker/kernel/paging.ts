import { Precondition } from "./errors.ts";

/** How many rows a list answers at once. */
export const PAGE_SIZE = 50;
/** More candidates than this for several words, and the answer is "refine". */
export const MAX_CANDIDATES = 500;

/** One page of a keyset list; `nextCursor` is opaque, `total` is known only where a tally keeps it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
  readonly total: number | null;
  readonly refine?: boolean;
}

/** The key of the last row shown, as an opaque string for a URL. */
export function encodeCursor(key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}

/** @throws Precondition when the cursor is not one of ours */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const text = atob(cursor.replace(/-/g, "+").replace(/_/g, "/"));
    const key: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === "string"))
      return key;
  } catch {
    // Falls through: a cursor that cannot be read is refused like one of the wrong shape.
  }
  throw new Precondition("bad_cursor", "This page of the list does not exist. Start again from the top.");
}

/** Cuts the one row too many that tells whether there is a next page. */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  key: (row: Row) => readonly string[],
  total: number | null,
): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const nextCursor = found.length > limit && last ? encodeCursor(key(last)) : null;
  return { rows, nextCursor, total };
}
