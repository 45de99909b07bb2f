import { sql } from "drizzle-orm";
import type { ControlDatabase } from "../../../control-plane/control-database.ts";
import { flag, json, select } from "../../../control-plane/query.ts";
import type { MappedFilter } from "./map-filter.ts";
import type { GeneratedState } from "./schemas.ts";

/** What a generated report keeps of how it was asked for. */
export interface ReportSettings extends MappedFilter {
  /** In words, from the account in which it was asked for. */
  readonly asked: readonly string[];
  /** What files call the accounts, so that two of the same name differ. */
  readonly labels: Readonly<Record<string, string>>;
}

/** One account of a generated report, as its jobs see it. */
export interface AccountJob {
  readonly reportId: string;
  readonly enterpriseId: string;
  readonly userId: string;
  readonly isForAdmins: boolean;
  readonly code: string;
  readonly createdAt: number;
  readonly isForgotten: boolean;
  readonly settings: ReportSettings;
  readonly accountId: string;
  readonly state: GeneratedState;
  readonly attempt: number;
  readonly taskId: string | null;
  readonly runId: string | null;
}

export async function loadAccountJob(
  control: ControlDatabase,
  { reportId, accountId }: { readonly reportId: string; readonly accountId: string },
): Promise<AccountJob | undefined> {
  const { found } = await control.read({
    found: select(
      {
        reportId: sql<string>`r.id`,
        enterpriseId: sql<string>`r.enterprise_id`,
        userId: sql<string>`r.user_id`,
        isForAdmins: flag(sql`r.is_for_admins`),
        code: sql<string>`r.code`,
        createdAt: sql<number>`r.created_at`,
        isForgotten: flag(sql`r.forgotten_at is not null`),
        settings: json<ReportSettings>(sql`r.settings`),
        accountId: sql<string>`x.account_id`,
        state: sql<GeneratedState>`x.state`,
        attempt: sql<number>`x.attempt`,
        taskId: sql<string | null>`x.task_id`,
        runId: sql<string | null>`x.run_id`,
      },
      sql`from generated_report_accounts x join generated_reports r on r.id = x.report_id
        where x.report_id = ${reportId} and x.account_id = ${accountId}`,
    ),
  });
  return found[0];
}
