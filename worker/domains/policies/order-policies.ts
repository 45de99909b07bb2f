import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { requireAll } from "../settings/order-entries.ts";

/** Puts all policies into the order in which families read them. @throws Conflict `changed_meanwhile` */
export async function orderPolicies(
  ctx: Context,
  ids: readonly string[],
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "policies", "full");
  const { rows } = await read(ctx, {
    rows: select(
      { id: sql<string>`id`, version: sql<number>`version`, position: sql<number>`position` },
      sql`from living_policies`,
    ),
  });
  const byId = requireAll(rows, ids);
  const change = new Change(ctx, {
    action: "policies.order",
    summary: "Reordered the policies",
    right: "policies",
    undoMs: UNDO_MS.ordinary,
  });
  const moved = ids.filter((id, position) => change.update("policies", byId.get(id)!, { position }));
  return { change: moved.length > 0 ? await commit(ctx, change) : null };
}
