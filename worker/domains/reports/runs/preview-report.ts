import type { Context, StaffActor } from "../../../kernel/context.ts";
import { reportFor } from "../catalog.ts";
import { requestScope } from "../report-scope.ts";
import type { ReportPreview } from "../shapes.ts";

const PREVIEW_ROWS = 50;

/** What a report would begin with, straight from the account. @throws NotFound, Forbidden */
export async function previewReport(
  ctx: Context<StaffActor>,
  code: string,
  filter: unknown,
): Promise<ReportPreview> {
  const report = reportFor(ctx, code);
  const scope = requestScope(ctx);
  const bound = await report.begin(scope, filter);
  const [layout, page] = await Promise.all([
    report.layout(scope, filter, bound),
    report.page(scope, { filter, bound, after: null, limit: PREVIEW_ROWS }),
  ]);
  const rows = page.rows.slice(0, PREVIEW_ROWS);
  return { layout, rows, hasMore: page.next !== null || page.rows.length > rows.length };
}
