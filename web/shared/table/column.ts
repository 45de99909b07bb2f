import type { JSX } from "solid-js";

export type Column<Row> = {
  /** Also the name that the list is sorted by, as `id` or `-id`. */
  id: string;
  label: string;
  /** A grid track: "minmax(150px, 1.3fr)", "96px". */
  width: string;
  align?: "end";
  sortable?: boolean;
  /** Its place when rows are cards: the first line, its end, the second line, or nowhere. The title is the link. */
  card?: "title" | "aside" | "line" | "hidden";
  /** How the whole cell looks: an element less in every row than one around its content. */
  class?: string;
  cell: (row: Row) => JSX.Element;
};

export type Sort = { value: string; onChange: (value: string) => void };
