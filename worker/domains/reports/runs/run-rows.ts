import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../../control-plane/query.ts";
import { reportRuns } from "../../../../tenant-schema/reports.ts";
import type { FileStore } from "../../imports/page-store.ts";
import type { Position } from "../definition.ts";
import type { ReportRow } from "../shapes.ts";

/** For how long the rows of a run are kept; its row stays, so that it can be run again. */
export const KEPT_MS = 30 * 86_400_000;

export type StoredRun = typeof reportRuns.$inferSelect;

/** Where a run stands. The objects are named in here once they are complete, so a lost attempt is never read. */
export interface RunState {
  readonly segments: readonly { readonly key: string; readonly rows: number }[];
  readonly next: Position | null;
  readonly isRead: boolean;
  readonly totals: Readonly<Record<string, number>>;
  /** How far the right of the person reached; the result is theirs while it still does. */
  readonly reach: string;
  /** It was run in every account of an enterprise user at once. */
  readonly generated?: GeneratedRun;
}

export interface GeneratedRun {
  readonly reportId: string;
  /** Only Admins of the enterprise portal may see it. */
  readonly isForAdmins: boolean;
  /** What its files are called, so that those of several accounts lie beside each other. */
  readonly fileName: string;
}

export function stateOf(run: Pick<StoredRun, "state">): RunState {
  return run.state as RunState;
}

export function runQuery(id: string): Query<StoredRun> {
  return select(allColumns(reportRuns), sql`from ${reportRuns} where ${reportRuns.id} = ${id}`);
}

export function runsPath(accountId: string): string {
  return `accounts/${accountId}/reports/`;
}

export function segmentKey(accountId: string, runId: string, name: string): string {
  return `${runsPath(accountId)}${runId}/${name}.json`;
}

/** The rows of a run, one object at a time. */
export async function* rowsOfRun(
  store: FileStore,
  run: Pick<StoredRun, "state">,
): AsyncGenerator<readonly ReportRow[]> {
  for (const { key } of stateOf(run).segments) {
    const found = await store.get(key);
    if (!found) throw new Error(`${key} of a report is missing`);
    yield JSON.parse(await found.text()) as ReportRow[];
  }
}
