import type { SqlValue } from "../../control-plane/query.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";

interface Prepared {
  bind(...values: readonly SqlValue[]): Prepared;
  run(): Promise<unknown>;
}

interface Answer {
  readonly results: Readonly<Record<string, SqlValue>>[];
  readonly meta: { readonly rows_read: number; readonly rows_written: number; readonly duration: number };
}

/** As much of a D1 binding as is used here: a process of Node has none of a Worker's types. */
export interface BoundDatabase {
  prepare(sql: string): Prepared;
  batch(statements: readonly Prepared[]): Promise<readonly Answer[]>;
  exec(sql: string): Promise<unknown>;
}

/** D1 in workerd, asked from this process; a call costs a little more than it does a Worker. */
export function boundEngine(database: BoundDatabase): Engine {
  return {
    kind: "d1",
    async batch(statements) {
      const answers = await database.batch(
        statements.map(({ sql, params }) => database.prepare(sql).bind(...params)),
      );
      return answers.map(({ results, meta }) => ({
        rows: results,
        rowsRead: meta.rows_read,
        rowsWritten: meta.rows_written,
        durationMs: meta.duration,
      }));
    },
  };
}
