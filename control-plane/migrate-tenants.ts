import { sql } from "drizzle-orm";
import { newId } from "../tenant-schema/ids.ts";
import { accountFields, toAccount } from "./account.ts";
import { audit, type ControlActor } from "./control-audit.ts";
import type { ControlDatabase } from "./control-database.ts";
import { GuardFailed } from "./database-errors.ts";
import { type MigrateDeps, migrateAccount } from "./migrate-account.ts";
import { headVersion } from "./migrator.ts";
import { type SqlValue, select, statement } from "./query.ts";
import { accounts, migrationResults, migrationRuns } from "./schema.ts";

/** What travels through the queue. Handing a message out twice is harmless. */
export type MigrationMessage =
  | { readonly kind: "migrate-tenants.hand-out"; readonly runId: string }
  | { readonly kind: "migrate-tenants.page"; readonly runId: string; readonly accountIds: readonly string[] };

export interface FanOutDeps extends MigrateDeps {
  readonly send: (messages: readonly MigrationMessage[]) => Promise<void>;
}

/** Accounts in one message: a consumer has minutes, and a migration takes well under a second. */
const PAGE_SIZE = 25;
/** Pages handed out by one message; the next message goes on. */
const PAGES_PER_HAND_OUT = 20;

/** Starts migrating every account to the code's version; answers the run's id. */
export async function startMigrationRun(deps: FanOutDeps, actor: ControlActor): Promise<string> {
  const now = deps.now();
  const runId = newId("job", now);
  const targetVersion = headVersion(deps.migrations);
  await deps.control.commit({
    statements: [
      statement(sql`
        insert into migration_runs (id, target_version, started_at, actor_kind, actor_id)
        values (${runId}, ${targetVersion}, ${now}, ${actor.kind}, ${actor.id})`),
      audit(
        actor,
        { action: "migration.start", accountId: null, before: null, after: { runId, targetVersion } },
        now,
      ),
    ],
  });
  await deps.send([{ kind: "migrate-tenants.hand-out", runId }]);
  return runId;
}

/**
 * Handles a hand-out message: notes the next accounts as waiting, then sends them in pages and itself again until
 * none is left. What was noted but lost before it was sent is found by `resumeMigrationRun`.
 */
export async function handOutAccounts(deps: FanOutDeps, runId: string): Promise<void> {
  const { run } = await deps.control.read({
    run: select(
      {
        after: migrationRuns.afterAccountId,
        target: migrationRuns.targetVersion,
        done: migrationRuns.handedOutAt,
      },
      sql`from ${migrationRuns} where ${migrationRuns.id} = ${runId}`,
    ),
  });
  const position = run[0];
  if (!position || position.done !== null) return;
  const { next } = await deps.control.read({
    next: select(
      { id: accounts.id },
      sql`from ${accounts} where ${accounts.id} > ${position.after} and ${accounts.schemaVersion} < ${position.target}
        and ${accounts.status} in ('ready', 'suspended', 'closing') order by ${accounts.id} limit ${PAGE_SIZE * PAGES_PER_HAND_OUT}`,
    ),
  });
  const ids = next.map((account) => account.id);
  if (await noteWaiting(deps, runId, position.after, ids)) await sendPages(deps, runId, ids, true);
}

/** Moves the run past these accounts; false when another consumer of the same message did so first. */
async function noteWaiting(
  deps: FanOutDeps,
  runId: string,
  after: string,
  ids: readonly string[],
): Promise<boolean> {
  const now = deps.now();
  const last = ids.at(-1);
  try {
    await deps.control.commit({
      statements: [
        statement(sql`insert into guard (run_unmoved) select 0 where ((
          select after_account_id = ${after} and handed_out_at is null from migration_runs where id = ${runId})) is not true`),
        statement(sql`
          insert into migration_results (run_id, account_id, state, from_version, updated_at)
          select ${runId}, id, 'waiting', schema_version, ${now} from accounts
          where id in (select value from json_each(${JSON.stringify(ids)})) on conflict (run_id, account_id) do nothing`),
        last === undefined
          ? statement(sql`update migration_runs set handed_out_at = ${now} where id = ${runId}`)
          : statement(sql`update migration_runs set after_account_id = ${last} where id = ${runId}`),
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof GuardFailed) return false;
    throw error;
  }
}

async function sendPages(
  deps: FanOutDeps,
  runId: string,
  ids: readonly string[],
  more: boolean,
): Promise<void> {
  const messages: MigrationMessage[] = [];
  for (let i = 0; i < ids.length; i += PAGE_SIZE) {
    messages.push({ kind: "migrate-tenants.page", runId, accountIds: ids.slice(i, i + PAGE_SIZE) });
  }
  if (more && ids.length > 0) messages.push({ kind: "migrate-tenants.hand-out", runId });
  if (messages.length > 0) await deps.send(messages);
}

/** Handles a page: migrates each account and notes its result. One that fails does not hold up the others. */
export async function migratePage(
  deps: FanOutDeps,
  runId: string,
  accountIds: readonly string[],
): Promise<void> {
  const ids = JSON.stringify(accountIds);
  const { found } = await deps.control.read({
    found: select(
      accountFields,
      sql`from ${accounts} where ${accounts.id} in (select value from json_each(${ids}))
        and ${accounts.id} in (select account_id from migration_results where run_id = ${runId} and state <> 'done')`,
    ),
  });
  for (const row of found) {
    const account = toAccount(row);
    try {
      await noteResult(deps, runId, account.id, "done", await migrateAccount(deps, account), null);
    } catch (error) {
      await noteResult(deps, runId, account.id, "failed", null, String(error));
    }
  }
}

async function noteResult(
  deps: FanOutDeps,
  runId: string,
  accountId: string,
  state: "done" | "failed",
  toVersion: SqlValue,
  error: SqlValue,
): Promise<void> {
  await deps.control.commit({
    statements: [
      statement(sql`
        update migration_results set state = ${state}, to_version = ${toVersion}, error = ${error},
          attempts = attempts + 1, updated_at = ${deps.now()}
        where run_id = ${runId} and account_id = ${accountId} and state <> 'done'`),
    ],
  });
}

/** Goes on where a run stopped: hands out what is left, and sends again whatever is not done. */
export async function resumeMigrationRun(
  deps: FanOutDeps,
  runId: string,
  actor: ControlActor,
): Promise<void> {
  const unfinished: string[] = [];
  for (let after = ""; ; ) {
    const { page } = await deps.control.read({
      page: select(
        { id: migrationResults.accountId },
        sql`from ${migrationResults} where ${migrationResults.runId} = ${runId} and ${migrationResults.state} <> 'done'
          and ${migrationResults.accountId} > ${after} order by ${migrationResults.accountId} limit 1000`,
      ),
    });
    unfinished.push(...page.map((row) => row.id));
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  const change = {
    action: "migration.resume",
    accountId: null,
    before: null,
    after: { runId, unfinished: unfinished.length },
  };
  await deps.control.commit({ statements: [audit(actor, change, deps.now())] });
  await sendPages(deps, runId, unfinished, false);
  await deps.send([{ kind: "migrate-tenants.hand-out", runId }]);
}

export interface MigrationProgress {
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  /** Whether every account has been handed out; `waiting` counts only those that have. */
  readonly handedOut: boolean;
  /** The first hundred failures. */
  readonly failures: readonly {
    readonly accountId: string;
    readonly error: string | null;
    readonly attempts: number;
  }[];
}

export async function migrationProgress(control: ControlDatabase, runId: string): Promise<MigrationProgress> {
  const ofRun = sql`${migrationResults.runId} = ${runId}`;
  const { counts, run, failures } = await control.read({
    counts: select(
      { state: migrationResults.state, count: sql<number>`count(*)` },
      sql`from ${migrationResults} where ${ofRun} group by ${migrationResults.state}`,
    ),
    run: select(
      { handedOutAt: migrationRuns.handedOutAt },
      sql`from ${migrationRuns} where ${migrationRuns.id} = ${runId}`,
    ),
    failures: select(
      {
        accountId: migrationResults.accountId,
        error: migrationResults.error,
        attempts: migrationResults.attempts,
      },
      sql`from ${migrationResults} where ${ofRun} and ${migrationResults.state} = 'failed'
        order by ${migrationResults.accountId} limit 100`,
    ),
  });
  const count = (state: string) => counts.find((row) => row.state === state)?.count ?? 0;
  const handedOut = (run[0]?.handedOutAt ?? null) !== null;
  return { waiting: count("waiting"), done: count("done"), failed: count("failed"), handedOut, failures };
}
