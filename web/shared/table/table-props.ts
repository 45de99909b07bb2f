import type { JSX } from "solid-js";
import type { Pages } from "../pages.ts";
import type { Column, Sort } from "./column.ts";
import type { Selection } from "./selection.ts";

export type VirtualTableProps<Row> = {
  label: string;
  pages: Pages<Row>;
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  /** The page of a row, as a path of the portal. */
  href?: (row: Row) => string;
  /** What Enter and a double click do where a row has no page. */
  onOpen?: (row: Row) => void;
  selection?: Selection;
  sort?: Sort;
  /** The row that is shown beside the list; rows are peeked at only when `onPeek` is given. */
  peekId?: string;
  onPeek?: (id: string | undefined) => void;
  /** On a phone, too, a press peeks: what can be done with the row is not on the page that it leads to. */
  peeksOnPhone?: boolean;
  /** The pointer rests on a row, or the keys have come to it: its page can be fetched before it is asked for. */
  onNear?: (row: Row) => void;
  /** Shown instead of rows when there are none. */
  empty: JSX.Element;
  compact?: boolean;
};
