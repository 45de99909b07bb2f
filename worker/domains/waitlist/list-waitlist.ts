import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { liveWait } from "../../../tenant-schema/places-kept.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, encodeCursor, PAGE_SIZE, type Page } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { enrollmentRow, rowFields, rowJoins } from "../enrollments/row-fields.ts";
import type { WaitlistFilter } from "./schemas.ts";
import type { WaitRow } from "./shapes.ts";

/** Those who wait, class by class in the order of their turns; one page in one round trip. */
export async function listWaitlist(ctx: Context, filter: WaitlistFilter): Promise<Page<WaitRow>> {
  requireRight(ctx, "enrollments", "view");
  const [classId, rank, id] = filter.cursor ? decodeCursor(filter.cursor, 3) : ["", "0", ""];
  const { rows } = await read(ctx, {
    rows: select(
      { ...rowFields(ctx), rank: sql<number>`coalesce(e.wait_rank, 0)` },
      sql`from enrollments e ${rowJoins} where e.kind = 'wait' and e.deleted_at is null
        and (e.class_id, e.wait_rank, e.id) > (${classId}, cast(${rank} as integer), ${id})
        ${filter.class ? sql`and e.class_id = ${filter.class}` : sql``}
        ${filter.program ? sql`and c.program_id = ${filter.program}` : sql``}
        and ${inState(filter.state, ctx.nowMs)} and ${classScope(ctx, "enrollments", "view")}
        order by e.class_id, e.wait_rank, e.id limit ${PAGE_SIZE + 1}`,
    ),
  });
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ rank: _rank, ...row }) => enrollmentRow(row, ctx.nowMs)),
    nextCursor:
      rows.length > PAGE_SIZE && last ? encodeCursor([last.classId, String(last.rank), last.id]) : null,
    total: null,
  };
}

function inState(state: WaitlistFilter["state"], nowMs: number): SQL {
  switch (state) {
    case "all":
      return sql`true`;
    case "open":
      return liveWait(sql`e`, nowMs);
    case "queued":
      return sql`e.wait_state = 'queued'`;
    case "offered":
      return sql`(e.wait_state = 'offered' and e.wait_expires_at > ${nowMs})`;
    case "expired":
      return sql`(e.wait_state = 'offered' and e.wait_expires_at <= ${nowMs})`;
  }
}
