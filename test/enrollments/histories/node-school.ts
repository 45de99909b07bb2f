import type { DatabaseSync, StatementSync } from "node:sqlite";
import { refusal } from "../../../control-plane/drivers/refusals.ts";
import type { SqlValue, Statement } from "../../../control-plane/query.ts";
import { type Engine, type EngineResult, TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Context, SystemActor } from "../../../worker/kernel/context.ts";
import { nodeDatabase } from "../../harness/node-database.ts";
import { NOW_MS } from "../school.ts";

export interface NodeSchool {
  readonly sqlite: DatabaseSync;
  readonly database: TenantDatabase;
  readonly context: (nowMs: number) => Context<SystemActor>;
}

/** What a statement is turned into before it runs; null takes it out. */
export type Mutate = (sql: string) => string | null;

/** A migrated account in plain SQLite: the real use-cases run on it thousands of times a second. */
export function nodeSchool(mutate: Mutate = (sql) => sql): NodeSchool {
  const sqlite = nodeDatabase();
  const accountId = newId("account");
  const database = new TenantDatabase(sqliteEngine(sqlite, mutate), accountId, 6);
  const account = {
    id: accountId,
    urlName: "node",
    displayName: "Node",
    plan: "premium" as const,
    timeZone: "America/Chicago",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    restrictions: [],
  };
  const context = (nowMs: number = NOW_MS): Context<SystemActor> => ({
    account,
    database,
    actor: { kind: "system", name: "test", onBehalfOf: null },
    nowMs,
    request: { id: newId("request"), ip: null, via: "job" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  });
  return { sqlite, database, context };
}

/** The port's engine over one connection; a batch is a savepoint, so that a history can be taken back as a whole. */
function sqliteEngine(sqlite: DatabaseSync, mutate: Mutate): Engine {
  const prepared = new Map<string, StatementSync | null>();
  const run = ({ sql, params }: Statement): EngineResult => {
    let known = prepared.get(sql);
    if (known === undefined) {
      const mutated = mutate(sql);
      known = mutated === null ? null : sqlite.prepare(mutated);
      prepared.set(sql, known);
    }
    const rows = (known?.all(...(params as SqlValue[])) ?? []) as unknown as EngineResult["rows"];
    return { rows, rowsRead: 0, rowsWritten: 0, durationMs: 0 };
  };
  return {
    kind: "d1",
    async batch(statements, mode) {
      if (mode === "read") return statements.map(run);
      sqlite.exec("savepoint batch");
      try {
        const results = statements.map(run);
        sqlite.exec("release batch");
        return results;
      } catch (error) {
        sqlite.exec("rollback to batch; release batch");
        throw refusal((error as Error).message, error);
      }
    },
  };
}
