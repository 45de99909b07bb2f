import { number, type Store, text } from "./database.ts";

/** How far an account has been read, as a person is told. */
export interface SyncReport {
  readonly accountId: string;
  readonly syncedAt: number | null;
  readonly startedAt: number | null;
  readonly failedAt: number | null;
  readonly error: string | null;
  readonly isBuilding: boolean;
  readonly rowsDone: number;
}

/** How old what is known of each account is; accounts that were never read are not among them. */
export async function syncReports(store: Store, accountIds: readonly string[]): Promise<SyncReport[]> {
  const [rows = []] = await store.read([
    {
      sql: `SELECT s.account_id, s.synced_at, s.started_at, s.failed_at, s.error, s.build_step, s.rows_done
        FROM json_each(?) j CROSS JOIN account_syncs s ON s.account_id = j.value`,
      params: [JSON.stringify(accountIds)],
    },
  ]);
  const at = (value: unknown) => (typeof value === "number" ? value : null);
  return rows.map((row) => ({
    accountId: text(row.account_id),
    syncedAt: at(row.synced_at),
    startedAt: at(row.started_at),
    failedAt: at(row.failed_at),
    error: row.error === null ? null : text(row.error),
    isBuilding: row.build_step !== null,
    rowsDone: number(row.rows_done),
  }));
}
