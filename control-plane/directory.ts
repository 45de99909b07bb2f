import { sql } from "drizzle-orm";
import { type Account, type AccountRestriction, accountFields, toAccount } from "./account.ts";
import type { ControlDatabase } from "./control-database.ts";
import { StatementFailed } from "./database-errors.ts";
import { restrictionsOf } from "./overrides.ts";
import { select } from "./query.ts";
import { accountNames, accounts } from "./schema.ts";

/** How a caller names an account: by its current or any former URL name, or by its id. */
export type AccountRef = { readonly urlName: string } | { readonly accountId: string };

interface Entry<T> {
  readonly value: T;
  readonly readAtMs: number;
}

export const DIRECTORY_TTL_MS = 30_000;
const MIGRATION_PAUSE_MS = 30_000;
const MAX_ENTRIES = 5_000;

/**
 * Finds accounts, remembering each for at most 30 seconds: that is how long a suspension made elsewhere may take to
 * arrive here. One per isolate; it keeps plain values only, because requests of one isolate must not share promises.
 */
export class Directory {
  readonly #accounts = new Map<string, Entry<Account>>();
  readonly #idsByName = new Map<string, Entry<string>>();
  readonly #migrationStarts = new Map<string, Entry<true>>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The account, or null. Its `urlName` differs from the one asked for when the account was renamed. */
  async find(control: ControlDatabase, ref: AccountRef): Promise<Account | null> {
    const known = this.#known(ref);
    if (known) return known;
    const readAtMs = this.#now();
    const where =
      "accountId" in ref
        ? sql`where ${accounts.id} = ${ref.accountId}`
        : sql`where ${accounts.id} = (select ${accountNames.accountId} from ${accountNames} where ${accountNames.name} = ${ref.urlName})`;
    const question = { found: select(accountFields, sql`from ${accounts} ${where}`) };
    const ids = sql`(select ${accounts.id} from ${accounts} ${where})`;
    const { found, restrictions } = await control
      .read({ ...question, restrictions: restrictionsOf(ids) })
      .catch(async (error: unknown) => {
        if (!isBeforeEnterprises(error)) throw error;
        return { ...(await control.read(question)), restrictions: [] };
      });
    if (!found[0]) return null;
    const account = toAccount(found[0], restrictions.map(withoutAccount));
    remember(this.#accounts, account.id, { value: account, readAtMs });
    if ("urlName" in ref) remember(this.#idsByName, ref.urlName, { value: account.id, readAtMs });
    return account;
  }

  /** Gets to know many accounts in one round trip, before each is opened. */
  async findAll(control: ControlDatabase, accountIds: readonly string[]): Promise<void> {
    const unknown = accountIds.filter((id) => this.#fresh(this.#accounts, id) === undefined);
    if (unknown.length === 0) return;
    const readAtMs = this.#now();
    const ids = sql`(select value from json_each(${JSON.stringify(unknown)}))`;
    const { found, restrictions } = await control.read({
      found: select(accountFields, sql`from ${accounts} where ${accounts.id} in ${ids}`),
      restrictions: restrictionsOf(ids),
    });
    const above = Map.groupBy(restrictions, ({ accountId }) => accountId);
    for (const row of found) {
      const account = toAccount(row, (above.get(row.id) ?? []).map(withoutAccount));
      remember(this.#accounts, account.id, { value: account, readAtMs });
    }
  }

  /** Drops what is known of an account; whoever changes one calls this. Names are kept: they never change owner. */
  forget(accountId: string): void {
    this.#accounts.delete(accountId);
  }

  /** True once in 30 s per account, so that a busy account does not start its migration with every request. */
  mayStartMigration(accountId: string): boolean {
    const readAtMs = this.#now();
    const last = this.#migrationStarts.get(accountId);
    if (last && readAtMs - last.readAtMs < MIGRATION_PAUSE_MS) return false;
    remember(this.#migrationStarts, accountId, { value: true, readAtMs });
    return true;
  }

  #known(ref: AccountRef): Account | undefined {
    const id = "accountId" in ref ? ref.accountId : this.#fresh(this.#idsByName, ref.urlName);
    return id === undefined ? undefined : this.#fresh(this.#accounts, id);
  }

  #fresh<T>(entries: Map<string, Entry<T>>, key: string): T | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    if (this.#now() - entry.readAtMs < DIRECTORY_TTL_MS) return entry.value;
    entries.delete(key);
    return undefined;
  }
}

/** A deployment is there before its control plane is migrated; schools go on meanwhile, and no group exists yet. */
function isBeforeEnterprises(error: unknown): boolean {
  return error instanceof StatementFailed && /no such table: enterprise/.test(error.detail);
}

function withoutAccount({ right, maxLevel, groupName }: AccountRestriction): AccountRestriction {
  return { right, maxLevel, groupName };
}

function remember<T>(entries: Map<string, Entry<T>>, key: string, entry: Entry<T>): void {
  entries.delete(key);
  entries.set(key, entry);
  if (entries.size > MAX_ENTRIES) entries.delete(entries.keys().next().value as string);
}
