import { globSync } from "node:fs";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { STATE } from "../../worker/local/node/processes.ts";

/** The file in which the local D1 keeps an account: the one whose owner signs in there. */
export function accountFile(account: string): string {
  const folder = join(STATE, "state/v3/d1");
  for (const file of globSync("**/*.sqlite", { cwd: folder }).map((name) => join(folder, name))) {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const owner = database
        .prepare("select 1 from staff where email_folded = ?")
        .get(`owner@${account}.example`);
      if (owner) return file;
    } catch (error) {
      // The control plane and unused databases of the pool have no such table or nobody in it.
      if (!/no such table/.test(String(error))) throw error;
    } finally {
      database.close();
    }
  }
  throw new Error(`No database of the account ${account} in ${folder}`);
}

/** Opens an account's database as it is now, beside the Worker. */
export function openAccount(account: string): DatabaseSync {
  return new DatabaseSync(accountFile(account), { readOnly: true });
}

/** Copies an account's database page by page while the Worker runs, and opens the copy for reading and writing. */
export async function copyAccount(account: string): Promise<DatabaseSync> {
  const source = openAccount(account);
  const target = join(STATE, `${account}.sqlite`);
  await backup(source, target);
  source.close();
  const copy = new DatabaseSync(target);
  sameDurability(copy);
  return copy;
}

/** As workerd opens its files: it asks for WAL and is compiled with SQLITE_DEFAULT_WAL_SYNCHRONOUS=2. */
export function sameDurability(database: DatabaseSync): void {
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
}
