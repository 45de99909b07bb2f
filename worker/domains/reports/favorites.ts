import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { reportFor } from "./catalog.ts";

/** Puts a report on top of one's own page, or takes it from there. @throws NotFound, Forbidden */
export async function setFavorite(
  ctx: Context<StaffActor>,
  code: string,
  isFavorite: boolean,
): Promise<{ change: Committed }> {
  const report = reportFor(ctx, code);
  const change = new Change(ctx, {
    action: isFavorite ? "reports.favorite" : "reports.unfavorite",
    summary: `${isFavorite ? "Kept" : "No longer keeps"} the report ${report.title} on top`,
    right: null,
  });
  const owner = requireOwnStaff(ctx);
  change.also(
    isFavorite
      ? sql`insert into report_favorites (staff_id, code, created_at) values (${owner}, ${code}, ${ctx.nowMs})
          on conflict do nothing`
      : sql`delete from report_favorites where staff_id = ${owner} and code = ${code}`,
  );
  return { change: await commit(ctx, change) };
}
