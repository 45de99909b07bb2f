import { KEPT_MS, runsPath } from "../domains/reports/runs/run-rows.ts";

/** What goes in one day; ids sort by time, so the oldest are met first. */
const AT_ONCE = 500;

/** Removes the rows of reports that have expired; how they were run stays in the account. */
export async function forgetReportFiles(files: R2Bucket, accountId: string, nowMs: number): Promise<number> {
  const { objects } = await files.list({ prefix: runsPath(accountId), limit: AT_ONCE });
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < nowMs - KEPT_MS).map(({ key }) => key);
  if (old.length > 0) await files.delete(old);
  return old.length;
}
