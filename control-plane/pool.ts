import { sql } from "drizzle-orm";
import type { Migration } from "../tenant-schema/migrations/manifest.ts";
import type { ControlDatabase } from "./control-database.ts";
import type { Engines } from "./engines.ts";
import { headVersion, migrate } from "./migrator.ts";
import { select, statement } from "./query.ts";
import { databasePool } from "./schema.ts";

export interface PoolDeps {
  readonly control: ControlDatabase;
  readonly engines: Engines;
  readonly migrations: readonly Migration[];
  readonly poolBindings: readonly string[];
  readonly now: () => number;
}

export interface PoolReport {
  readonly free: number;
  readonly migrated: number;
  readonly failures: readonly { readonly binding: string; readonly error: string }[];
}

/**
 * Takes the Worker's pooled databases into the pool and migrates the free ones, at most `limit` in one call, so that
 * claiming one is instant. Bindings are never removed; a database whose migration fails stays free but last in line.
 */
export async function topUpPool(deps: PoolDeps, limit: number): Promise<PoolReport> {
  const head = headVersion(deps.migrations);
  await deps.control.commit({
    statements: [
      statement(sql`
        insert into database_pool (binding, state, schema_version, added_at)
        select value, 'free', 0, ${deps.now()} from json_each(${JSON.stringify(deps.poolBindings)}) where true
        on conflict (binding) do nothing`),
    ],
  });
  const bound = sql`${databasePool.binding} in (select value from json_each(${JSON.stringify(deps.poolBindings)}))`;
  const { behind, free } = await deps.control.read({
    behind: select(
      { binding: databasePool.binding },
      sql`from ${databasePool} where ${databasePool.state} = 'free' and ${databasePool.schemaVersion} < ${head} and ${bound}
        order by ${databasePool.binding} limit ${limit}`,
    ),
    free: select(
      { count: sql<number>`count(*)` },
      sql`from ${databasePool} where ${databasePool.state} = 'free' and ${bound}`,
    ),
  });
  const failures: { binding: string; error: string }[] = [];
  for (const { binding } of behind) {
    try {
      await migrateFree(deps, binding);
    } catch (error) {
      failures.push({ binding, error: String(error) });
    }
  }
  return { free: free[0]?.count ?? 0, migrated: behind.length - failures.length, failures };
}

async function migrateFree(deps: PoolDeps, binding: string): Promise<void> {
  const engine = await deps.engines(null, { driver: "d1", binding });
  const version = await migrate(engine, deps.migrations, deps.now());
  // An account may have claimed it meanwhile; its own migration notes the version then.
  await deps.control.commit({
    statements: [
      statement(sql`update database_pool set schema_version = ${version}
        where binding = ${binding} and state = 'free' and schema_version < ${version}`),
    ],
  });
}
