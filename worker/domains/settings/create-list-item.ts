import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { ListItemInput } from "./schemas.ts";

/** Adds an entry to a list, last in order. @throws Precondition `not_unique` */
export async function createListItem(
  ctx: Context,
  input: ListItemInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { last } = await read(ctx, {
    last: select(
      { position: sql<number>`coalesce(max(position), -1)` },
      sql`from living_list_items where kind = ${input.kind}`,
    ),
  });
  const id = newId("listItem", ctx.nowMs);
  const change = new Change(ctx, {
    action: "lists.create",
    summary: `Added the list entry ${input.label}`,
    right: "settings",
    undoMs: UNDO_MS.none,
  });
  change.insert("listItems", { id, ...input, position: last[0]!.position + 1 });
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainLabel(error);
  }
}

/** What a unique index over labels refused, as a problem of the form. */
export function explainLabel(error: unknown): unknown {
  if (
    !(error instanceof UniqueViolation) ||
    !error.columns.some((column) => /^(list_items|keywords|index)/.test(column))
  ) {
    return error;
  }
  const message = "There is an entry of this name already.";
  return new Precondition("not_unique", message, [{ path: "label", message }]);
}
