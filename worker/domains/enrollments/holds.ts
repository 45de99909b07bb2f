import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { placeHolds } from "../../../tenant-schema/attendance.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { actorId, type Context } from "../../kernel/context.ts";

/** How long a dialog keeps its place without being heard of. */
export const HOLD_MS = 5 * 60_000;

/** The actor's own hold, while it counts. */
export function livingHold(ctx: Context, id: string | undefined): Query<Row<"placeHolds">> {
  return select(
    allColumns(placeHolds),
    sql`from ${placeHolds} where ${placeHolds.id} = ${id ?? ""} and ${placeHolds.holderId} = ${actorId(ctx.actor) ?? ""}
      and ${placeHolds.releasedAt} is null and ${placeHolds.deletedAt} is null`,
  ) as Query<Row<"placeHolds">>;
}
