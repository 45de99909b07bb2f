import type { Context, StaffActor } from "../../../kernel/context.ts";
import { reportFor } from "../catalog.ts";
import { requestScope } from "../report-scope.ts";
import type { ReportPreview } from "../shapes.ts";

/** The first rows of a report, straight from the account. @throws NotFound, Forbidden */
export async function previewReport(
  ctx: Context<StaffActor>,
  code: string,
  filter: unknown,
  limit: number,
): Promise<ReportPreview> {
  const report = reportFor(ctx, code);
  const scope = requestScope(ctx);
  const bound = await report.begin(scope, filter);
  const [layout, page] = await Promise.all([
    report.layout(scope, filter, bound),
    report.page(scope, { filter, bound, after: null, limit }),
  ]);
  const rows = page.rows.slice(0, limit);
  return { layout, rows, hasMore: page.next !== null || page.rows.length > rows.length };
}
