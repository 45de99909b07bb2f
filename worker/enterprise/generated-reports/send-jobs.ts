import { sql } from "drizzle-orm";
import { returning } from "../../../control-plane/query.ts";
import type { Services } from "../../services.ts";
import type { AccountJobName } from "./run-for-account.ts";

/** As many messages as a queue takes at once. */
const AT_ONCE = 100;
/** What has not moved for so long is sent on again. */
const AGAIN_MS = 5 * 60_000;

export async function sendAccountJobs(services: Services, jobs: readonly AccountJobName[]): Promise<void> {
  for (let i = 0; i < jobs.length; i += AT_ONCE) {
    const bodies = jobs.slice(i, i + AT_ONCE).map((job) => ({
      body: { kind: "generated-report.account" as const, ...job },
    }));
    await services.env.JOBS.sendBatch(bodies);
  }
}

/** Cron: accounts and files of generated reports whose messages were lost, or whose tasks never said how they ended. */
export async function sendReportsAgain(services: Services): Promise<number> {
  const nowMs = services.house.now();
  const before = nowMs - AGAIN_MS;
  const [accounts, files] = await services.control.commit({
    statements: [
      returning(
        sql`update generated_report_accounts set updated_at = ${nowMs} where (report_id, account_id) in (
          select report_id, account_id from generated_report_accounts
          where state in ('waiting', 'running') and updated_at < ${before} order by updated_at limit ${AT_ONCE})`,
        { reportId: sql<string>`report_id`, accountId: sql<string>`account_id` },
      ),
      returning(
        sql`update generated_reports set files_due_at = ${nowMs} where id in (
          select id from generated_reports where files_due_at < ${before} order by files_due_at limit ${AT_ONCE})`,
        { reportId: sql<string>`id` },
      ),
    ],
  });
  await sendAccountJobs(services, (accounts ?? []) as AccountJobName[]);
  for (const { reportId } of (files ?? []) as { reportId: string }[])
    await services.env.JOBS.send({ kind: "generated-report.files", reportId });
  return (accounts?.length ?? 0) + (files?.length ?? 0);
}
