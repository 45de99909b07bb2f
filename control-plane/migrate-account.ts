import { sql } from "drizzle-orm";
import type { Migration } from "../tenant-schema/migrations/manifest.ts";
import type { Account } from "./account.ts";
import type { ControlDatabase } from "./control-database.ts";
import type { Directory } from "./directory.ts";
import type { Engines } from "./engines.ts";
import { MigrationFailed, migrate } from "./migrator.ts";
import { statement } from "./query.ts";

export interface MigrateDeps {
  readonly control: ControlDatabase;
  readonly directory: Directory;
  readonly engines: Engines;
  readonly migrations: readonly Migration[];
  readonly now: () => number;
}

/**
 * Migrates one account's database and notes its version in the directory. May run twice at once.
 * @throws MigrationFailed (what was applied before it is noted), DatabaseUnavailable
 */
export async function migrateAccount(deps: MigrateDeps, account: Account): Promise<number> {
  if (!account.location) throw new Error(`Account ${account.id} has no database yet`);
  const engine = await deps.engines(account.id, account.location);
  let version: number;
  try {
    version = await migrate(engine, deps.migrations, deps.now());
  } catch (error) {
    if (error instanceof MigrationFailed) await noteVersion(deps, account.id, error.version - 1);
    throw error;
  }
  await noteVersion(deps, account.id, version);
  return version;
}

async function noteVersion(deps: MigrateDeps, accountId: string, version: number): Promise<void> {
  // Only upwards: a slower migrator with older code must not take the note back.
  const older = sql`schema_version < ${version}`;
  await deps.control.commit({
    statements: [
      statement(sql`update accounts set schema_version = ${version} where id = ${accountId} and ${older}`),
      statement(
        sql`update database_pool set schema_version = ${version} where account_id = ${accountId} and ${older}`,
      ),
    ],
  });
  deps.directory.forget(accountId);
}
