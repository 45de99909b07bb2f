import { sql } from "drizzle-orm";
import { type Account, accountFields, isUrlName, toAccount } from "./account.ts";
import { claimLibsql, claimPooled } from "./claim-database.ts";
import { audit, type ControlActor, statusChange } from "./control-audit.ts";
import type { ControlDatabase } from "./control-database.ts";
import { DatabaseUnavailable, GuardFailed, UniqueViolation } from "./database-errors.ts";
import { markOwner, markSeeded, unmarkOwner } from "./database-marks.ts";
import { type MigrateDeps, migrateAccount } from "./migrate-account.ts";
import { openLocated } from "./open-tenant.ts";
import { select, statement } from "./query.ts";
import { accounts, type LocationHint, type Plan } from "./schema.ts";
import type { Batch, TenantDatabase } from "./tenant-database.ts";

export interface ProvisionDeps extends MigrateDeps {
  /** The pooled databases that this Worker has, by binding name. */
  readonly poolBindings: readonly string[];
  /** The MASTER_KEY secret. */
  readonly masterKey: string;
}

export interface ProvisionInput {
  /** Minted by the caller: the same id again is the same request and finishes what the first began. */
  readonly accountId: string;
  readonly urlName: string;
  readonly displayName: string;
  readonly plan: Plan;
  readonly locationHint: LocationHint | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
  readonly phoneRegion: string;
  /** One of the pool, or a libSQL server's database, which must be empty. */
  readonly database: "pool" | { readonly url: string; readonly token: string | null };
}

/**
 * What the new account's database starts with. Committed together with a mark, so it happens exactly once; the
 * callback itself may be called again after a crash.
 */
export type Seed = (account: Account, database: TenantDatabase) => Promise<Batch>;

/** The URL name belongs, or once belonged, to another account, or is not a name at all. */
export class UrlNameTaken extends Error {
  constructor(urlName: string) {
    super(`The name ${urlName} is not available`);
    this.name = "UrlNameTaken";
  }
}

/** The account id was used before for something else. */
export class ProvisionConflict extends Error {
  constructor(accountId: string) {
    super(`Account ${accountId} exists with other particulars`);
    this.name = "ProvisionConflict";
  }
}

/**
 * Makes an account: reserve the name, claim a database, migrate it, seed it, ready. Every step can be repeated, so
 * calling again with the same input after a crash, or twice at once, ends in one account with one database. When a
 * step fails for good the reservation is undone; while a database cannot be reached it is kept for the next try.
 * @throws UrlNameTaken, ProvisionConflict, PoolEmpty, DatabaseTaken, MigrationFailed, DatabaseUnavailable
 */
export async function provisionAccount(
  deps: ProvisionDeps,
  input: ProvisionInput,
  seed: Seed,
  actor: ControlActor,
): Promise<Account> {
  if (!isUrlName(input.urlName)) throw new UrlNameTaken(input.urlName);
  const reserved = await reserve(deps, input, actor);
  if (reserved.status !== "provisioning") return reserved;
  try {
    if (!reserved.location) await claim(deps, input, actor);
    return await finish(deps, input.accountId, seed, actor);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) {
      // Should undoing fail too, the reservation stays for the next try; what went wrong first is what matters.
      await abandonProvisioning(deps, input.accountId, String(error), actor).catch(() => undefined);
    }
    throw error;
  }
}

async function claim(deps: ProvisionDeps, input: ProvisionInput, actor: ControlActor): Promise<void> {
  if (input.database === "pool") await claimPooled(deps, input.accountId, actor);
  else await claimLibsql(deps, input.accountId, input.database, actor);
}

async function finish(
  deps: ProvisionDeps,
  accountId: string,
  seed: Seed,
  actor: ControlActor,
): Promise<Account> {
  let account = await getAccount(deps.control, accountId);
  await markOwner(await openLocated(deps.engines, account), deps.now());
  await migrateAccount(deps, account);
  account = await getAccount(deps.control, accountId);
  const database = await openLocated(deps.engines, account);
  const batch = await seed(account, database);
  await markSeeded(database, batch, deps.now());
  await makeReady(deps, accountId, actor);
  deps.directory.forget(accountId);
  return getAccount(deps.control, accountId);
}

async function reserve(deps: ProvisionDeps, input: ProvisionInput, actor: ControlActor): Promise<Account> {
  const now = deps.now();
  const { accountId, urlName } = input;
  const { database: _database, ...particulars } = input;
  try {
    await deps.control.commit({
      statements: [
        statement(sql`
          insert into accounts (id, url_name, display_name, plan, status, location_hint, time_zone, locale, currency,
            phone_region, created_at)
          values (${accountId}, ${urlName}, ${input.displayName}, ${input.plan}, 'provisioning', ${input.locationHint},
            ${input.timeZone}, ${input.locale}, ${input.currency}, ${input.phoneRegion}, ${now})`),
        statement(
          sql`insert into account_names (name, account_id, since) values (${urlName}, ${accountId}, ${now})`,
        ),
        statusChange(actor, { accountId, from: null, to: "provisioning", reason: "account created" }, now),
        audit(actor, { action: "account.reserve", accountId, before: null, after: particulars }, now),
      ],
    });
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
  }
  const existing = await findAccount(deps.control, accountId);
  if (!existing) throw new UrlNameTaken(urlName);
  const same =
    existing.urlName === urlName &&
    existing.plan === input.plan &&
    existing.currency === input.currency &&
    existing.timeZone === input.timeZone &&
    existing.displayName === input.displayName;
  if (!same) throw new ProvisionConflict(accountId);
  return existing;
}

async function makeReady(deps: ProvisionDeps, accountId: string, actor: ControlActor): Promise<void> {
  const now = deps.now();
  try {
    await deps.control.commit({
      statements: [
        statement(sql`insert into guard (status_allows) select 0 where ((
          select status from accounts where id = ${accountId}) = 'provisioning') is not true`),
        statement(sql`update accounts set status = 'ready', version = version + 1 where id = ${accountId}`),
        statusChange(actor, { accountId, from: "provisioning", to: "ready", reason: "database seeded" }, now),
        audit(actor, { action: "account.ready", accountId, before: null, after: null }, now),
      ],
    });
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    // The same request in parallel may have finished first; anything else is an abandoned reservation.
    const account = await findAccount(deps.control, accountId);
    if (!account || account.status === "provisioning") throw error;
  }
}

/**
 * Gives back what an unfinished provisioning holds: the name can be used again, and so can the database unless
 * something was already seeded into it. A ready account is left alone.
 */
export async function abandonProvisioning(
  deps: ProvisionDeps,
  accountId: string,
  reason: string,
  actor: ControlActor,
  isReachable = true,
): Promise<void> {
  const account = await findAccount(deps.control, accountId);
  if (account?.status !== "provisioning") return;
  // The owner's mark goes first: from then on a parallel attempt can no longer seed this database.
  const clean =
    account.location === null ||
    (isReachable && (await unmarkOwner(await openLocated(deps.engines, account))));
  const now = deps.now();
  const pool = clean
    ? sql`update database_pool set state = 'free', account_id = null, claimed_at = null where account_id = ${accountId} and state = 'claimed'`
    : sql`update database_pool set state = 'retired', retired_at = ${now} where account_id = ${accountId} and state = 'claimed'`;
  await deps.control.commit({
    statements: [
      statement(sql`insert into guard (status_allows) select 0 where ((
        select status from accounts where id = ${accountId}) = 'provisioning') is not true`),
      statement(sql`delete from account_names where account_id = ${accountId}`),
      statement(sql`delete from account_status_changes where account_id = ${accountId}`),
      statement(sql`delete from accounts where id = ${accountId}`),
      statement(pool),
      audit(
        actor,
        { action: "account.abandon", accountId, before: { urlName: account.urlName }, after: { reason } },
        now,
      ),
    ],
  });
  deps.directory.forget(accountId);
}

async function findAccount(control: ControlDatabase, accountId: string): Promise<Account | null> {
  const tail = sql`from ${accounts} where ${accounts.id} = ${accountId}`;
  const { found } = await control.read({ found: select(accountFields, tail) });
  return found[0] ? toAccount(found[0]) : null;
}

async function getAccount(control: ControlDatabase, accountId: string): Promise<Account> {
  const account = await findAccount(control, accountId);
  if (!account) throw new Error(`Account ${accountId} vanished while it was provisioned`);
  return account;
}
