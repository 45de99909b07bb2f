import { type SQL, sql } from "drizzle-orm";
import { flag, json, type RowOf, select } from "../../../control-plane/query.ts";
import { KEPT_MS } from "../../domains/reports/runs/run-rows.ts";
import type { GeneratedReport, GeneratedState } from "./schemas.ts";
import type { ReportSettings } from "./settings.ts";

const count = (state: GeneratedState) =>
  sql<number>`(select count(*) from generated_report_accounts x where x.report_id = r.id and x.state = ${state})`;

const fields = {
  id: sql<string>`r.id`,
  code: sql<string>`r.code`,
  name: sql<string>`r.name`,
  userName: sql<string>`r.user_name`,
  groupName: sql<string | null>`(select g.name from enterprise_groups g where g.id = r.group_id)`,
  isForAdmins: flag(sql`r.is_for_admins`),
  createdAt: sql<number>`r.created_at`,
  settings: json<ReportSettings>(sql`r.settings`),
  workbookKey: sql<string | null>`r.workbook_key`,
  zipKey: sql<string | null>`r.zip_key`,
  waiting: count("waiting"),
  running: count("running"),
  done: count("done"),
  failed: count("failed"),
};
export type ReportRow = RowOf<typeof fields>;

export function reportsQuery(tail: SQL) {
  return select(fields, sql`from generated_reports r ${tail}`);
}

export function toReport(row: ReportRow, nowMs: number): GeneratedReport {
  const { id, code, name, userName, groupName, isForAdmins, createdAt, waiting, running, done, failed } = row;
  const expiresAt = createdAt + KEPT_MS;
  const isExpired = expiresAt <= nowMs;
  const isOpen = !isExpired && (waiting + running > 0 || (done > 0 && row.workbookKey === null));
  return {
    ...{ id, code, name, userName, groupName, isForAdmins, createdAt, expiresAt },
    isExpired,
    asked: row.settings.asked,
    counts: { waiting, running, done, failed },
    files: row.workbookKey !== null ? "ready" : isOpen ? "working" : "none",
  };
}
