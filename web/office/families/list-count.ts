import { formats } from "../../shared/formats.ts";
import type { Pages } from "../../shared/pages.ts";

/** How many match: all of them where that is kept, else as many as are known. */
export function listCount<Row>(pages: Pages<Row>): string | undefined {
  if (pages.pending() || pages.error()) return undefined;
  const total = pages.total();
  if (total !== null) return formats().number(total);
  if (pages.rows().length === 0 && (pages.hasMore() || pages.refine())) return undefined;
  const known = formats().number(pages.rows().length);
  return pages.hasMore() || pages.refine() ? `${known}+` : known;
}
