import { DatabaseUnavailable } from "../database-errors.ts";
import type { SqlValue } from "../query.ts";
import type { Engine } from "../tenant-database.ts";
import { PATIENCE, type Patience, patiently, type Verdict } from "./patience.ts";
import { refusal } from "./refusals.ts";

const OVERLOADED = /overloaded|queued for too long|too many requests queued/i;
const TRANSIENT =
  /network connection lost|object to be reset|and was reset|code was updated|transient issue|exceeded timeout|exceeded its \w+ limit|internal error|cannot resolve d1|SQLITE_BUSY|SQLITE_INTERRUPT|database is locked/i;

// SQLite's own refusals end with its code; they go first, because they may quote a text that somebody typed.
const REFUSED = /: SQLITE_(?!BUSY|LOCKED|IOERR|INTERRUPT)\w+(?: \(extended: \w+\))?$/;

/** An account's database, or the control plane's, bound to the Worker. */
export function d1Engine(database: D1Database, patience: Patience = PATIENCE): Engine {
  return {
    kind: "d1",
    async batch(statements, mode) {
      const run = () =>
        database.batch<Record<string, SqlValue>>(
          statements.map((statement) => database.prepare(statement.sql).bind(...statement.params)),
        );
      const results = await patiently(run, mode, judge, patience);
      return results.map((result) => ({
        rows: result.results,
        rowsRead: result.meta.rows_read,
        rowsWritten: result.meta.rows_written,
        durationMs: result.meta.duration,
      }));
    },
  };
}

function judge(error: unknown): Verdict {
  const message = error instanceof Error ? error.message : String(error);
  if (REFUSED.test(message)) return { error: refusal(message, error), retryable: false };
  if (OVERLOADED.test(message)) {
    return {
      error: new DatabaseUnavailable("The database is overloaded", { cause: error }),
      retryable: false,
    };
  }
  // Durable Object errors, which D1's are underneath, say so themselves where they can.
  const { retryable, durableObjectReset } = error as { retryable?: boolean; durableObjectReset?: boolean };
  const marked = retryable === true || durableObjectReset === true;
  if (marked || TRANSIENT.test(message)) {
    return {
      error: new DatabaseUnavailable("The database lost the call", { cause: error }),
      retryable: true,
    };
  }
  return { error: refusal(message, error), retryable: false };
}
