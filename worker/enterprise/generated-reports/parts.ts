import type { ReportDocument } from "../../domains/reports/formats/document.ts";
import { type RunState, rowsOfRun } from "../../domains/reports/runs/run-rows.ts";

/** What the files over all accounts take from one of them: everything but its rows, which lie where its run put them. */
export interface AccountPart extends Omit<ReportDocument, "chunks"> {
  readonly accountName: string;
  readonly fileName: string;
  readonly segments: RunState["segments"];
}

interface ReportName {
  readonly enterpriseId: string;
  readonly reportId: string;
}

/** Everything of a generated report is below here, so that it is forgotten as a whole. */
export function reportPath({ enterpriseId, reportId }: ReportName): string {
  return `enterprises/${enterpriseId}/reports/${reportId}/`;
}

export function partKey(report: ReportName, accountId: string): string {
  return `${reportPath(report)}accounts/${accountId}.json`;
}

/** The part with its rows, read object by object. */
export function documentOfPart(files: R2Bucket, part: AccountPart): ReportDocument {
  const state = { segments: part.segments } as RunState;
  return { ...part, chunks: () => rowsOfRun(files, { state }) };
}
