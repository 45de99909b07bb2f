import { type SQL, sql } from "drizzle-orm";
import { audit, type ControlActor } from "./control-audit.ts";
import type { ControlDatabase } from "./control-database.ts";
import { GuardFailed } from "./database-errors.ts";
import { endPath, newPath, openPath } from "./payment-webhook-paths.ts";
import { flag, select, statement } from "./query.ts";
import { type ProcessorKind, paymentProcessors } from "./schema.ts";
import { openSecret, sealSecret } from "./secrets.ts";

/** How long the address of a processor that was left still takes events: disputes come for half a year. */
const LEFT_PATH_MS = 180 * 24 * 60 * 60 * 1000;

export interface ProcessorDeps {
  readonly control: ControlDatabase;
  /** The MASTER_KEY secret. */
  readonly masterKey: string;
  readonly now: () => number;
}

export interface ProcessorInput {
  readonly accountId: string;
  readonly kind: ProcessorKind;
  readonly publishableKey: string;
  readonly secretKey: string;
}

/** What may be shown on a screen. */
export interface ProcessorFacts {
  readonly kind: ProcessorKind;
  readonly publishableKey: string;
  readonly hasWebhookSecret: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Somebody else changed the account's processor meanwhile, it has none, or the account is not in use. */
export class ProcessorConflict extends Error {
  constructor(accountId: string) {
    super(`The payment processor of ${accountId} was changed meanwhile`);
    this.name = "ProcessorConflict";
  }
}

/** A webhook address that the processor was told of already, by `connectProcessor`. */
export interface ConnectedPath {
  readonly token: string;
  readonly webhookSecret: string;
}

/**
 * Keeps a school's keys, or puts new ones in place of the old. Answers the token of the webhook address when there is
 * a new one (the first time, when the kind changed, or `connected`), to be shown now: only its hash is kept.
 * @throws ProcessorConflict
 */
export async function storeProcessor(
  deps: ProcessorDeps,
  input: ProcessorInput,
  actor: ControlActor,
  connected: ConnectedPath | null = null,
): Promise<{ readonly pathToken: string | null }> {
  const { accountId, kind, publishableKey, secretKey } = input;
  const now = deps.now();
  const before = await readRow(deps, accountId);
  const owner = { accountId, purpose: "payment-secret-key" } as const;
  const sealed = await sealSecret(deps.masterKey, owner, secretKey);
  const needsPath = connected !== null || before?.kind !== kind;
  const path = needsPath ? await newPath(deps, { accountId, kind, connected }) : null;
  const after = { kind, publishableKey };
  await commit(deps, accountId, [
    statement(sql`insert into guard (status_allows) select 0 where (
      (select status in ('provisioning', 'ready', 'suspended') from accounts where id = ${accountId})) is not true`),
    unmoved(accountId, before?.version ?? null),
    statement(sql`
      insert into payment_processors (account_id, kind, publishable_key, secret_key, created_at, updated_at)
      values (${accountId}, ${kind}, ${publishableKey}, ${sealed}, ${now}, ${now})
      on conflict (account_id) do update set kind = excluded.kind, publishable_key = excluded.publishable_key,
        secret_key = excluded.secret_key, updated_at = excluded.updated_at, version = version + 1`),
    ...(path ? [endPath(accountId, now, now + LEFT_PATH_MS), path.insert] : []),
    audit(actor, { action: "processor.store", accountId, before: shown(before), after }, now),
  ]);
  return { pathToken: path?.token ?? null };
}

/** The keys, opened for use; null when the school has no processor. @throws SecretUnreadable */
export async function readProcessor(deps: ProcessorDeps, accountId: string): Promise<ProcessorInput | null> {
  const row = await readRow(deps, accountId);
  if (!row) return null;
  const owner = { accountId, purpose: "payment-secret-key" } as const;
  const secretKey = await openSecret(deps.masterKey, owner, row.secretKey);
  return { accountId, kind: row.kind, publishableKey: row.publishableKey, secretKey };
}

/** What a settings screen may know; opens no secret. */
export async function describeProcessor(
  deps: ProcessorDeps,
  accountId: string,
): Promise<ProcessorFacts | null> {
  const { kind, publishableKey, createdAt, updatedAt } = paymentProcessors;
  const secret = sql`exists (select 1 from payment_webhook_paths
    where account_id = ${accountId} and ends_at is null and webhook_secret is not null)`;
  const { found } = await deps.control.read({
    found: select(
      { kind, publishableKey, createdAt, updatedAt, hasWebhookSecret: flag(secret) },
      sql`from ${paymentProcessors} where ${paymentProcessors.accountId} = ${accountId}`,
    ),
  });
  return found[0] ?? null;
}

/**
 * Keeps the secret that the processor gave for the current webhook address.
 * @throws ProcessorConflict when the account has no such address
 */
export async function keepWebhookSecret(
  deps: ProcessorDeps,
  input: { readonly accountId: string; readonly webhookSecret: string },
  actor: ControlActor,
): Promise<void> {
  const { accountId, webhookSecret } = input;
  const owner = { accountId, purpose: "payment-webhook-secret" } as const;
  const sealed = await sealSecret(deps.masterKey, owner, webhookSecret);
  await commit(deps, accountId, [
    statement(sql`insert into guard (processor_unmoved) select 0 where (${openPath(accountId)}) is not true`),
    statement(sql`update payment_webhook_paths set webhook_secret = ${sealed}
      where account_id = ${accountId} and ends_at is null`),
    audit(actor, { action: "processor.webhook-secret", accountId, before: null, after: null }, deps.now()),
  ]);
}

/**
 * Makes a new webhook address; the old one still takes events until `oldEndsAt`, with its own secret.
 * @throws ProcessorConflict when the account has no processor
 */
export async function rotateWebhookPath(
  deps: ProcessorDeps,
  input: { readonly accountId: string; readonly oldEndsAt: number },
  actor: ControlActor,
): Promise<{ readonly pathToken: string }> {
  const { accountId, oldEndsAt } = input;
  const now = deps.now();
  const row = await readRow(deps, accountId);
  if (!row) throw new ProcessorConflict(accountId);
  const path = await newPath(deps, { accountId, kind: row.kind, connected: null });
  await commit(deps, accountId, [
    unmoved(accountId, row.version),
    statement(sql`update payment_processors set updated_at = ${now}, version = version + 1
      where account_id = ${accountId}`),
    endPath(accountId, now, oldEndsAt),
    path.insert,
    audit(actor, { action: "processor.webhook-path", accountId, before: null, after: { oldEndsAt } }, now),
  ]);
  return { pathToken: path.token };
}

/** Forgets the keys, the webhook addresses and their secrets at once. @throws ProcessorConflict */
export async function removeProcessor(
  deps: ProcessorDeps,
  accountId: string,
  actor: ControlActor,
): Promise<void> {
  const row = await readRow(deps, accountId);
  if (!row) throw new ProcessorConflict(accountId);
  await commit(deps, accountId, [
    unmoved(accountId, row.version),
    ...forgetProcessor(accountId),
    audit(actor, { action: "processor.remove", accountId, before: shown(row), after: null }, deps.now()),
  ]);
}

/** The statements that forget everything; also part of an account's end. */
export function forgetProcessor(accountId: string) {
  return [
    statement(sql`delete from payment_webhook_paths where account_id = ${accountId}`),
    statement(sql`delete from payment_processors where account_id = ${accountId}`),
  ];
}

async function readRow(deps: ProcessorDeps, id: string) {
  const { accountId, kind, publishableKey, secretKey, version } = paymentProcessors;
  const { found } = await deps.control.read({
    found: select(
      { kind, publishableKey, secretKey, version },
      sql`from ${paymentProcessors} where ${accountId} = ${id}`,
    ),
  });
  return found[0] ?? null;
}

/** Fails the batch unless the account's processor is the one that was read; null: unless it has none. */
function unmoved(accountId: string, version: number | null) {
  const found: SQL = sql`(select version from payment_processors where account_id = ${accountId})`;
  return statement(
    sql`insert into guard (processor_unmoved) select 0 where (${found} is ${version}) is not true`,
  );
}

/** What the audit may say of it: never the secret key. */
function shown(row: { readonly kind: ProcessorKind; readonly publishableKey: string } | null) {
  return row ? { kind: row.kind, publishableKey: row.publishableKey } : null;
}

async function commit(deps: ProcessorDeps, accountId: string, statements: ReturnType<typeof statement>[]) {
  try {
    await deps.control.commit({ statements });
  } catch (error) {
    if (error instanceof GuardFailed) throw new ProcessorConflict(accountId);
    throw error;
  }
}
