import type { Migration } from "../tenant-schema/migrations/manifest.ts";
import type { Account } from "./account.ts";
import type { ControlDatabase } from "./control-database.ts";
import type { AccountRef, Directory } from "./directory.ts";
import type { Engines } from "./engines.ts";
import { migrateAccount } from "./migrate-account.ts";
import { headVersion } from "./migrator.ts";
import type { AccountStatus } from "./schema.ts";
import { type Meter, newMeter, TenantDatabase } from "./tenant-database.ts";

/** What opening an account's database takes. */
export interface OpenDeps {
  readonly control: ControlDatabase;
  readonly directory: Directory;
  readonly engines: Engines;
  readonly migrations: readonly Migration[];
  /** Lets a migration go on after the response. */
  readonly waitUntil: (work: Promise<unknown>) => void;
  readonly now: () => number;
}

/** No account has this name or id, or it never became ready. */
export class AccountUnknown extends Error {
  constructor() {
    super("There is no such account");
    this.name = "AccountUnknown";
  }
}

/** The account is suspended; its data is untouched. */
export class AccountSuspended extends Error {
  readonly accountId: string;
  constructor(accountId: string) {
    super(`Account ${accountId} is suspended`);
    this.name = "AccountSuspended";
    this.accountId = accountId;
  }
}

/** The account is closed, or closing: then it can still be reopened. */
export class AccountClosed extends Error {
  readonly accountId: string;
  constructor(accountId: string) {
    super(`Account ${accountId} is closed`);
    this.name = "AccountClosed";
    this.accountId = accountId;
  }
}

/** The account's database is not at a version this code serves; the migration has been started. Try again soon. */
export class AccountMigrating extends Error {
  readonly accountId: string;
  constructor(accountId: string) {
    super(`The database of account ${accountId} is being migrated`);
    this.name = "AccountMigrating";
    this.accountId = accountId;
  }
}

export interface OpenedTenant {
  readonly account: Account;
  readonly database: TenantDatabase;
}

/**
 * Opens an account's database: the only way to one. Code at version N serves databases at N−1, N and N+1, so that
 * a deploy and its migrations need not happen at the same instant; one at N−1 is migrated in the background.
 * @throws AccountUnknown, AccountSuspended, AccountClosed, AccountMigrating, DatabaseUnavailable
 */
export async function openTenant(
  deps: OpenDeps,
  ref: AccountRef,
  meter: Meter = newMeter(),
): Promise<OpenedTenant> {
  const account = await deps.directory.find(deps.control, ref);
  if (!account) throw new AccountUnknown();
  refuseByStatus(account);
  const head = headVersion(deps.migrations);
  if (account.schemaVersion < head) startMigration(deps, account);
  if (Math.abs(account.schemaVersion - head) > 1) throw new AccountMigrating(account.id);
  return { account, database: await openLocated(deps.engines, account, meter) };
}

/**
 * Opens a database whose account is not ready yet, or no matter in which state; for the control plane's own work
 * (provisioning, the export of a closing account), never for a request.
 */
export async function openLocated(
  engines: Engines,
  account: Account,
  meter?: Meter,
): Promise<TenantDatabase> {
  if (!account.location) throw new Error(`Account ${account.id} has no database yet`);
  const engine = await engines(account.id, account.location);
  return new TenantDatabase(engine, account.id, account.schemaVersion, meter);
}

const REFUSALS: Readonly<Record<AccountStatus, ((id: string) => Error) | null>> = {
  provisioning: () => new AccountUnknown(),
  ready: null,
  suspended: (id) => new AccountSuspended(id),
  closing: (id) => new AccountClosed(id),
  closed: (id) => new AccountClosed(id),
};

function refuseByStatus(account: Account): void {
  const refuse = REFUSALS[account.status];
  if (refuse) throw refuse(account.id);
}

function startMigration(deps: OpenDeps, account: Account): void {
  if (!deps.directory.mayStartMigration(account.id)) return;
  const work = migrateAccount(deps, account).catch((error: unknown) => {
    // The request was served or refused already; the log is where a failure that keeps coming back is seen.
    console.error("migration on open failed", { accountId: account.id, error: String(error) });
  });
  deps.waitUntil(work);
}
