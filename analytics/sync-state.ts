import { number, type Row, type Statement, type Store, text } from "./database.ts";
import { FACT_KINDS, type FactKind } from "./extract.ts";

/** The steps of a full build: all is forgotten, then the kinds one after the other; then the change log goes on. */
export type BuildStep = "forget" | FactKind;

/** How far an account has been read. */
export interface SyncState {
  readonly enterpriseId: string;
  readonly cursorSeq: number;
  readonly logMark: string;
  readonly postingSeq: number;
  readonly buildStep: BuildStep | null;
  readonly buildAfter: string;
  readonly trimSeq: number;
  readonly trimNotedAt: number | null;
  readonly version: number;
}

const COLUMNS = {
  enterpriseId: "enterprise_id",
  cursorSeq: "cursor_seq",
  logMark: "log_mark",
  postingSeq: "posting_seq",
  buildStep: "build_step",
  buildAfter: "build_after",
  trimSeq: "trim_seq",
  trimNotedAt: "trim_noted_at",
} as const;

export type Moved = Partial<Omit<SyncState, "version">>;

/** Notes that the account is being read, and answers how far that was. An account of another enterprise is built anew. */
export async function beginSync(
  store: Store,
  accountId: string,
  enterpriseId: string,
  nowMs: number,
): Promise<SyncState> {
  await store.write([
    {
      sql: `INSERT INTO account_syncs (account_id, enterprise_id) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET build_step = 'forget', enterprise_id = excluded.enterprise_id, version = version + 1
          WHERE enterprise_id <> excluded.enterprise_id`,
      params: [accountId, enterpriseId],
    },
    {
      sql: "UPDATE account_syncs SET started_at = CAST(? AS INTEGER), rows_done = 0 WHERE account_id = ?",
      params: [nowMs, accountId],
    },
  ]);
  const state = await readState(store, accountId);
  if (!state) throw new Error(`The store has lost the state of account ${accountId}`);
  return state;
}

export async function readState(store: Store, accountId: string): Promise<SyncState | null> {
  const [rows] = await store.read([
    { sql: "SELECT * FROM account_syncs WHERE account_id = ?", params: [accountId] },
  ]);
  return rows?.[0] ? toState(rows[0]) : null;
}

function toState(row: Row): SyncState {
  return {
    enterpriseId: text(row.enterprise_id),
    cursorSeq: number(row.cursor_seq),
    logMark: text(row.log_mark),
    postingSeq: number(row.posting_seq),
    buildStep: row.build_step === null ? null : (text(row.build_step) as BuildStep),
    buildAfter: text(row.build_after),
    trimSeq: number(row.trim_seq),
    trimNotedAt: row.trim_noted_at === null ? null : number(row.trim_noted_at),
    version: number(row.version),
  };
}

/** The step of a build that comes after one; null: the change log. */
export function stepAfter(step: FactKind): FactKind | null {
  return FACT_KINDS[FACT_KINDS.indexOf(step) + 1] ?? null;
}

/** The batch's guard: whoever read the state before somebody else moved it loses the whole page. */
export function guardState(accountId: string, state: SyncState): Statement {
  return {
    sql: `INSERT INTO guard (sync_version) SELECT 0
      WHERE ((SELECT version FROM account_syncs WHERE account_id = ?1) = ?2) IS NOT TRUE`,
    params: [accountId, state.version],
  };
}

/** Moves the state in the same batch in which a page is written. */
export function moveState(accountId: string, moved: Moved, rowsDone: number): Statement {
  const entries = Object.entries(moved) as [keyof Moved, string | number | null][];
  const sets = entries.map(([key, value]) => {
    const column = COLUMNS[key];
    return typeof value === "number" ? `${column} = CAST(? AS INTEGER)` : `${column} = ?`;
  });
  return {
    sql: `UPDATE account_syncs SET ${["version = version + 1", "rows_done = rows_done + CAST(? AS INTEGER)", ...sets].join(", ")}
      WHERE account_id = ?`,
    params: [rowsDone, ...entries.map(([, value]) => value), accountId],
  };
}

/** The account is read up to now. */
export function endSync(accountId: string, nowMs: number): Statement {
  return {
    sql: `UPDATE account_syncs SET synced_at = CAST(? AS INTEGER), error = NULL, failed_at = NULL WHERE account_id = ?`,
    params: [nowMs, accountId],
  };
}

/** Says why an account could not be read; what was read before stays, and says how old it is. */
export async function noteFailure(
  store: Store,
  shelf: { readonly accountId: string; readonly enterpriseId: string },
  error: string,
  nowMs: number,
): Promise<void> {
  await store.write([
    {
      sql: "INSERT INTO account_syncs (account_id, enterprise_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
      params: [shelf.accountId, shelf.enterpriseId],
    },
    {
      sql: `UPDATE account_syncs SET error = ?, failed_at = CAST(? AS INTEGER) WHERE account_id = ? AND enterprise_id = ?`,
      params: [error, nowMs, shelf.accountId, shelf.enterpriseId],
    },
  ]);
}
