import { sql } from "drizzle-orm";
import { UniqueViolation } from "./database-errors.ts";
import { statement } from "./query.ts";
import type { Batch, TenantDatabase } from "./tenant-database.ts";

/*
 * An account's database says itself whose it is and whether it was seeded. Whatever goes wrong between it and the
 * control plane, no second account can be given a database that carries a mark.
 */

const createMarks = statement(sql`
  create table if not exists database_marks (
    name text primary key, value text not null, at integer not null) strict, without rowid`);

/** The database belongs to another account, holds something already, or does not enforce foreign keys. */
export class DatabaseTaken extends Error {
  constructor(accountId: string) {
    super(`The database given to account ${accountId} is not an empty one of its own`);
    this.name = "DatabaseTaken";
  }
}

/**
 * Marks the database as the account's. A pooled one is known to be empty; one that came by URL has to be.
 * @throws DatabaseTaken
 */
export async function markOwner(database: TenantDatabase, nowMs: number): Promise<void> {
  const empty = sql`not exists (select 1 from sqlite_master where type = 'table' and name <> 'database_marks'
    and name not like 'sqlite\\_%' escape '\\' and name not like 'libsql\\_%' escape '\\')`;
  const usable =
    database.engine === "d1" ? sql`true` : sql`${empty} and (select foreign_keys from pragma_foreign_keys)`;
  const [, , owners] = await database.commit({
    statements: [
      createMarks,
      statement(sql`
        insert into database_marks (name, value, at) select 'owner', ${database.accountId}, ${nowMs} where ${usable}
        on conflict (name) do nothing`),
      statement(sql`select value as owner from database_marks where name = 'owner'`),
    ],
  });
  const owner = (owners?.[0] as { owner: string } | undefined)?.owner;
  if (owner !== database.accountId) throw new DatabaseTaken(database.accountId);
}

/**
 * Commits the seed with the mark that it was done; does nothing when it was done before.
 * @throws StatementFailed when the database is no longer marked as the account's
 */
export async function markSeeded(database: TenantDatabase, seed: Batch, nowMs: number): Promise<void> {
  const mark = statement(sql`
    insert into database_marks (name, value, at) values ('seeded',
      (select value from database_marks where name = 'owner' and value = ${database.accountId}), ${nowMs})`);
  try {
    await database.commit({ statements: [mark, ...seed.statements] });
  } catch (error) {
    if (error instanceof UniqueViolation && error.columns[0] === "database_marks.name") return;
    throw error;
  }
}

/** Takes the account's mark off a database that was never seeded; answers whether it is free of marks now. */
export async function unmarkOwner(database: TenantDatabase): Promise<boolean> {
  const [, , left] = await database.commit({
    statements: [
      createMarks,
      statement(sql`
        delete from database_marks where name = 'owner' and value = ${database.accountId}
          and not exists (select 1 from database_marks where name = 'seeded')`),
      statement(sql`select count(*) as marks from database_marks`),
    ],
  });
  return (left?.[0] as { marks: number } | undefined)?.marks === 0;
}
