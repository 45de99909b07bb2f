import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import { KEPT_MS } from "../../domains/reports/runs/run-rows.ts";
import type { Services } from "../../services.ts";
import { reportPath } from "./parts.ts";

const AT_ONCE = 20;
const OBJECTS_AT_ONCE = 1_000;

/** Removes the files of generated reports after the time for which accounts keep theirs. Stopped anywhere, it goes on. */
export async function forgetGenerated(services: Services): Promise<number> {
  const nowMs = services.house.now();
  const { old } = await services.control.read({
    old: select(
      { reportId: sql<string>`id`, enterpriseId: sql<string>`enterprise_id` },
      sql`from generated_reports where created_at < ${nowMs - KEPT_MS} and forgotten_at is null
        order by created_at limit ${AT_ONCE}`,
    ),
  });
  for (const report of old) {
    await services.control.commit({
      statements: [
        // First nobody adds to it any more, then its files go; what is left of them goes when the row is met again.
        statement(sql`update generated_reports set workbook_key = null, zip_key = null, files_due_at = null
          where id = ${report.reportId}`),
      ],
    });
    await removeAll(services.env.FILES, reportPath(report));
    await services.control.commit({
      statements: [
        statement(sql`update generated_reports set forgotten_at = ${nowMs} where id = ${report.reportId}`),
        statement(sql`update generated_report_accounts set state = 'failed', error = 'It took too long.', updated_at = ${nowMs}
          where report_id = ${report.reportId} and state in ('waiting', 'running')`),
      ],
    });
  }
  return old.length;
}

async function removeAll(files: R2Bucket, prefix: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await files.list({ prefix, limit: OBJECTS_AT_ONCE });
    if (objects.length > 0) await files.delete(objects.map(({ key }) => key));
    if (!truncated) return;
  }
}
