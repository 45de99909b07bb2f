import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { Change, type Current, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { SETUP_LISTS } from "./setup-lists.ts";

const NAMES = {
  chargeCategories: "charge categories",
  billingSchedules: "billing schedules",
  tuitionRates: "tuition rates",
} as const;

/** Puts the entries of a list into an order; all of them must be named. @throws Conflict `changed_meanwhile` */
export async function orderSetup(
  ctx: Context,
  entity: keyof typeof NAMES,
  ids: readonly string[],
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "billing_setup", "full");
  const rows: Query<Current> = select(
    { id: sql<string>`id`, version: sql<number>`version`, position: sql<number>`position` },
    sql`from ${sql.identifier(SETUP_LISTS[entity].table)} where deleted_at is null`,
  );
  const found = await read(ctx, { rows });
  const byId = new Map(found.rows.map((row) => [row.id, row]));
  if (ids.length !== byId.size || new Set(ids).size !== ids.length || ids.some((id) => !byId.has(id))) {
    throw new Conflict(
      "changed_meanwhile",
      "Somebody else changed this list while you were working on it. Look at the current state and try again.",
    );
  }
  const change = new Change(ctx, {
    action: "tuition.order",
    summary: `Reordered the ${NAMES[entity]}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  ids.forEach((id, position) => {
    change.update(entity, byId.get(id)!, { position });
  });
  return { change: change.isEmpty ? null : await commit(ctx, change) };
}
