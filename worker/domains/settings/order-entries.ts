import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { Change, type Current, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { CustomFieldInput, ListKind } from "./schemas.ts";

export type OrderedList =
  | { readonly entity: "locations" | "programs" | "levels" }
  | { readonly entity: "rooms"; readonly locationId: string }
  | { readonly entity: "listItems"; readonly kind: ListKind }
  | { readonly entity: "customFields"; readonly of: CustomFieldInput["entity"] };

/** Puts the entries of a list into an order; all of them must be named. @throws Conflict `changed_meanwhile` */
export async function orderEntries(
  ctx: Context,
  list: OrderedList,
  ids: readonly string[],
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { rows } = await read(ctx, { rows: entriesOf(list) });
  const byId = requireAll(rows, ids);
  const change = new Change(ctx, {
    action: `settings.order`,
    summary: `Reordered the ${NAMES[list.entity]}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  const moved = ids.filter((id, position) => change.update(list.entity, byId.get(id)!, { position }));
  return { change: moved.length > 0 ? await commit(ctx, change) : null };
}

/** The rows by their ids, when an order names each of them once. @throws Conflict `changed_meanwhile` */
export function requireAll<R extends Current>(
  rows: readonly R[],
  ids: readonly string[],
): ReadonlyMap<string, R> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (ids.length !== rows.length || ids.some((id) => !byId.has(id)) || new Set(ids).size !== ids.length) {
    throw new Conflict(
      "changed_meanwhile",
      "Somebody else changed this list while you were working on it. Look at the current state and try again.",
    );
  }
  return byId;
}

const NAMES = {
  locations: "locations",
  programs: "programs",
  levels: "levels",
  rooms: "rooms",
  listItems: "entries of a list",
  customFields: "custom fields",
} as const;

function entriesOf(list: OrderedList): Query<Current> {
  const parts: Readonly<Record<OrderedList["entity"], SQL>> = {
    locations: sql`living_locations where true`,
    programs: sql`living_programs where true`,
    levels: sql`living_levels where true`,
    rooms: sql`living_rooms where location_id = ${"locationId" in list ? list.locationId : ""}`,
    listItems: sql`living_list_items where kind = ${"kind" in list ? list.kind : ""}`,
    customFields: sql`living_custom_fields where entity = ${"of" in list ? list.of : ""}`,
  };
  return select(
    { id: sql<string>`id`, version: sql<number>`version`, position: sql<number>`position` },
    sql`from ${parts[list.entity]}`,
  );
}
