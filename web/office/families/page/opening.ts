import type { FamilyRow } from "../../../../worker/domains/families/shapes.ts";
import { prefetch } from "../../../shared/query.ts";

const rowsMax = 300;
const rows = new Map<string, FamilyRow>();

export const familyPath = (id: string) => `/families/${id}`;

/** What a list already told about a family, so that its page has a head before it has a body. */
export const rowOf = (id: string) => rows.get(id);

/** Call it when a hand is about to open a family: the pointer rests on it, or the keys have reached it. */
export function warmFamily(row: FamilyRow) {
  rows.delete(row.id);
  rows.set(row.id, row);
  const oldest = rows.keys().next().value;
  if (rows.size > rowsMax && oldest) rows.delete(oldest);
  prefetch(familyPath(row.id));
}
