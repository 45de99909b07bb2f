import { number, type Readable, type Row, type Statement, text } from "./database.ts";

/**
 * An account as the sync reads it. Whoever opened the account's database hands this over; the sync never opens one.
 */
export interface AccountSource extends Readable {
  readonly accountId: string;
  /** Forgets entries of the change log before one that every reader is past. */
  trimLog(beforeSeq: number): Promise<void>;
}

/** One entry of an account's change log: which row of which table was written, in the order in which it was. */
export interface LoggedChange {
  readonly seq: number;
  readonly tableName: string;
  readonly rowId: string;
  readonly op: string;
}

/** A posting, as far as the store adds it up. */
export interface PostedAmount {
  readonly seq: number;
  readonly debit: string;
  readonly credit: string;
  readonly amountMinor: number;
  readonly lineId: string | null;
  readonly month: string;
}

/** Entries of the change log from one on, that one included: it says whether this is still the log that was read. */
export function changesFrom(seq: number, limit: number): Statement {
  return {
    sql: "SELECT seq, table_name, row_id, op FROM change_log WHERE seq >= ? ORDER BY seq LIMIT ?",
    params: [seq, limit],
  };
}

export function newestChange(): Statement {
  return { sql: "SELECT seq, table_name, row_id, op FROM change_log ORDER BY seq DESC LIMIT 1", params: [] };
}

export function postingsAfter(seq: number, limit: number): Statement {
  return {
    sql: `SELECT seq, debit, credit, amount_minor, line_id, substr(effective_on, 1, 7) AS month
      FROM postings WHERE seq > ? ORDER BY seq LIMIT ?`,
    params: [seq, limit],
  };
}

export function trimStatement(beforeSeq: number, limit: number): Statement {
  return {
    sql: "DELETE FROM change_log WHERE seq IN (SELECT seq FROM change_log WHERE seq < ? ORDER BY seq LIMIT ?)",
    params: [beforeSeq, limit],
  };
}

export function toChange(row: Row): LoggedChange {
  return {
    seq: number(row.seq),
    tableName: text(row.table_name),
    rowId: text(row.row_id),
    op: text(row.op),
  };
}

export function toPosted(row: Row): PostedAmount {
  return {
    seq: number(row.seq),
    debit: text(row.debit),
    credit: text(row.credit),
    amountMinor: number(row.amount_minor),
    lineId: row.line_id === null ? null : text(row.line_id),
    month: text(row.month),
  };
}

/** What tells an entry of the log from another under the same number. */
export function markOf(change: LoggedChange | undefined): string {
  return change ? JSON.stringify([change.tableName, change.rowId, change.op]) : "";
}
