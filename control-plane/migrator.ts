import type { Migration } from "../tenant-schema/migrations/manifest.ts";
import { DatabaseUnavailable, UniqueViolation } from "./database-errors.ts";
import type { Statement } from "./query.ts";
import { splitSql } from "./split-sql.ts";
import type { Engine } from "./tenant-database.ts";

/** One migration did not apply; those before it did. */
export class MigrationFailed extends Error {
  readonly version: number;
  constructor(migration: Migration, options: ErrorOptions) {
    const reason = options.cause instanceof Error ? options.cause.message : String(options.cause);
    super(`Migration ${migration.version} (${migration.name}) failed: ${reason}`, options);
    this.name = "MigrationFailed";
    this.version = migration.version;
  }
}

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`;

/** The newest version that the code knows. */
export function headVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings a database up to date and answers the version it is at, which is newer than the code's when newer code
 * was here. Each migration is one transaction that begins by inserting its version row: of two migrators that run
 * at once the second fails on that row, sees that the work is done, and goes on.
 * @throws MigrationFailed, DatabaseUnavailable
 */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  nowMs: number,
): Promise<number> {
  let version = await currentVersion(engine);
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    if (migration.version !== version + 1) {
      throw new Error(`Migration ${migration.version} follows ${version}; the numbers must have no gap`);
    }
    await apply(engine, migration, nowMs);
    version = migration.version;
  }
  return version;
}

/** The version a database is at; 0 for an empty one. */
async function currentVersion(engine: Engine): Promise<number> {
  const [, answer] = await engine.batch(
    [
      { sql: CREATE_TABLE, params: [] },
      { sql: "SELECT coalesce(max(version), 0) AS version FROM schema_migrations", params: [] },
    ],
    "write",
  );
  return answer?.rows[0]?.version as number;
}

async function apply(engine: Engine, migration: Migration, nowMs: number): Promise<void> {
  const mark: Statement = {
    sql: "INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)",
    params: [migration.version, migration.name, nowMs],
  };
  const steps = splitSql(migration.sql).map((sql) => ({ sql, params: [] }));
  try {
    await engine.batch([mark, ...steps], "write");
  } catch (cause) {
    if (cause instanceof UniqueViolation && cause.columns[0] === "schema_migrations.version") return;
    if (cause instanceof DatabaseUnavailable) throw cause;
    throw new MigrationFailed(migration, { cause });
  }
}
