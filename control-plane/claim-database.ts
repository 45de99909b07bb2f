import { sql } from "drizzle-orm";
import { audit, type ControlActor } from "./control-audit.ts";
import { GuardFailed, UniqueViolation } from "./database-errors.ts";
import { DatabaseTaken } from "./database-marks.ts";
import type { ProvisionDeps } from "./provision-account.ts";
import { type Statement, statement } from "./query.ts";
import { sealSecret } from "./secrets.ts";

/** Every pooled database is taken; the pool has to grow, which takes a deploy. */
export class PoolEmpty extends Error {
  constructor() {
    super("No pooled database is free");
    this.name = "PoolEmpty";
  }
}

/** Takes one free pooled database for an account that is being provisioned; does nothing when it has one. */
export async function claimPooled(
  deps: ProvisionDeps,
  accountId: string,
  actor: ControlActor,
): Promise<void> {
  const now = deps.now();
  const ours = sql`select binding from database_pool where account_id = ${accountId} and state = 'claimed'`;
  try {
    await deps.control.commit({
      statements: [
        statement(sql`
          update database_pool set state = 'claimed', account_id = ${accountId}, claimed_at = ${now}
          where not exists (${ours}) and binding = (
            select binding from database_pool
            where state = 'free' and binding in (select value from json_each(${JSON.stringify(deps.poolBindings)}))
            order by schema_version desc, binding limit 1)`),
        statement(sql`insert into guard (pool_left) select 0 where (exists (${ours})) is not true`),
        statement(sql`
          update accounts set driver = 'd1', d1_binding = (${ours}), version = version + 1,
            schema_version = (select schema_version from database_pool where account_id = ${accountId} and state = 'claimed')
          where id = ${accountId} and status = 'provisioning' and driver is null`),
        databaseIsOurs(accountId, sql`d1_binding = (${ours})`),
        audit(actor, { action: "account.claim", accountId, before: null, after: { driver: "d1" } }, now),
      ],
    });
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "pool_left") throw new PoolEmpty();
    throw error;
  }
}

/** Notes a libSQL server's database as the account's. The unique URL keeps a second account off it. */
export async function claimLibsql(
  deps: ProvisionDeps,
  accountId: string,
  database: { readonly url: string; readonly token: string | null },
  actor: ControlActor,
): Promise<void> {
  const now = deps.now();
  const url = normalUrl(database.url);
  const owner = { accountId, purpose: "database-token" } as const;
  const sealed = database.token === null ? null : await sealSecret(deps.masterKey, owner, database.token);
  try {
    await deps.control.commit({
      statements: [
        statement(sql`
          update accounts set driver = 'libsql', database_url = ${url}, database_token = ${sealed}, version = version + 1
          where id = ${accountId} and status = 'provisioning' and driver is null`),
        databaseIsOurs(accountId, sql`database_url = ${url}`),
        audit(
          actor,
          { action: "account.claim", accountId, before: null, after: { driver: "libsql", url } },
          now,
        ),
      ],
    });
  } catch (error) {
    if (error instanceof UniqueViolation) throw new DatabaseTaken(accountId);
    throw error;
  }
}

/** Fails the batch unless the account, still being provisioned or just made ready, has that database. */
function databaseIsOurs(accountId: string, condition: ReturnType<typeof sql>): Statement {
  return statement(sql`
    insert into guard (database_ours) select 0 where (
      (select ${condition} and status in ('provisioning', 'ready') from accounts where id = ${accountId})) is not true`);
}

/** One spelling per database, so that the unique index sees two spellings of one as the same. */
function normalUrl(text: string): string {
  const url = new URL(text.replace(/^libsql:/, "https:"));
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new TypeError(`Not a libSQL URL: ${url.protocol}`);
  if (url.search || url.username || url.password)
    throw new TypeError("A libSQL URL carries no credentials or options");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
