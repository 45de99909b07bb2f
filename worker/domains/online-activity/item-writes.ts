import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { activityItems } from "../../../tenant-schema/portal.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { activityScope } from "./activity-rows.ts";
import type { RequestItem } from "./approval.ts";

const OPEN = ["new", "in_review", "waiting_for_family"];

/** Items that the actor may process, whole. */
export function itemsById(ctx: Context, ids: readonly string[]): Query<RequestItem> {
  return select(
    allColumns(activityItems),
    sql`from ${activityItems} where ${activityItems.id} in (select a.id from living_activity_items a
        where a.id in (select value from json_each(${JSON.stringify(ids)})) and ${activityScope(ctx, "full")})
      order by ${activityItems.happenedAt}, ${activityItems.id}`,
  ) as unknown as Query<RequestItem>;
}

/** One open item at the version that was seen. @throws NotFound, Conflict `changed_meanwhile`, `already_decided` */
export async function openItem(ctx: Context, id: string, version: number): Promise<RequestItem> {
  const { found } = await read(ctx, { found: itemsById(ctx, [id]) });
  const item = found[0];
  if (!item) throw new NotFound("item");
  mustBeOpen(item, version);
  return item;
}

export function mustBeOpen(item: RequestItem, version: number): void {
  if (!OPEN.includes(item.state)) {
    throw new Conflict("already_decided", "Somebody else has processed this item already.");
  }
  if (item.version !== version) {
    throw new Conflict(
      "changed_meanwhile",
      "Somebody else changed this item meanwhile. Look at it again and decide anew.",
    );
  }
}
