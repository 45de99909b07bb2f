import { sql } from "drizzle-orm";
import { returning, statement } from "../../../control-plane/query.ts";
import type { Services } from "../../services.ts";
import type { GeneratedState } from "./schemas.ts";

interface AccountEnd {
  readonly reportId: string;
  readonly accountId: string;
  readonly attempt: number;
  readonly state: Extract<GeneratedState, "done" | "failed">;
  readonly error?: string;
  readonly rowCount?: number;
}

/**
 * Notes how it went in one account. Whoever ends the last one has the files over all of them made, in this order: noted
 * as due first and sent then, so that a lost message costs a few minutes. Harmless twice.
 */
export async function endAccount(services: Services, end: AccountEnd): Promise<void> {
  const { reportId, accountId, attempt, state, error = null, rowCount = null } = end;
  const nowMs = services.house.now();
  const through = sql`not exists (select 1 from generated_report_accounts o
      where o.report_id = ${reportId} and o.state in ('waiting', 'running'))
    and exists (select 1 from generated_report_accounts o where o.report_id = ${reportId} and o.state = 'done')`;
  const [, due] = await services.control.commit({
    statements: [
      statement(sql`update generated_report_accounts set state = ${state}, error = ${error}, row_count = ${rowCount},
          updated_at = ${nowMs}
        where report_id = ${reportId} and account_id = ${accountId} and attempt = ${attempt}
          and state in ('waiting', 'running')`),
      returning(
        sql`update generated_reports set files_due_at = ${nowMs}, updated_at = ${nowMs}
          where id = ${reportId} and forgotten_at is null and files_due_at is null and workbook_key is null and ${through}`,
        { id: sql<string>`id` },
      ),
    ],
  });
  if (due?.length) await services.env.JOBS.send({ kind: "generated-report.files", reportId });
}
