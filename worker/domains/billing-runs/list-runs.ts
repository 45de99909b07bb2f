import { sql } from "drizzle-orm";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { summaryOf } from "./get-run.ts";
import { runSummaries } from "./run-queries.ts";
import type { RunsFilter } from "./schemas.ts";
import type { RunSummary } from "./shapes.ts";

/** What was run, is waiting or under way; newest first. @throws Forbidden */
export async function listRuns(ctx: Context, filter: RunsFilter): Promise<Page<RunSummary>> {
  requireRight(ctx, "transactions", "view");
  const kind = filter.kind === "" ? sql`true` : sql`kind = ${filter.kind}`;
  const after = filter.cursor === undefined ? sql`true` : sql`id < ${decodeCursor(filter.cursor, 1)[0]!}`;
  const { found } = await read(ctx, { found: runSummaries(sql`${kind} and ${after}`, PAGE_SIZE + 1) });
  return pageOf(found.map(summaryOf), PAGE_SIZE, (row) => [row.id], null);
}
