import { type SQL, sql } from "drizzle-orm";
import { audit, type ControlActor } from "./control-audit.ts";
import type { ControlDatabase } from "./control-database.ts";
import { GuardFailed } from "./database-errors.ts";
import { newPathToken } from "./payment-webhook-paths.ts";
import { type Statement, select, statement } from "./query.ts";
import { type MessageProviderKind, messageProviders, messageWebhookPaths } from "./schema.ts";
import { openSecret, sealSecret } from "./secrets.ts";

/** How long an address that was left still takes what is on its way: a carrier may tell the end of a text days later. */
const LEFT_PATH_MS = 30 * 24 * 60 * 60 * 1000;

export interface MessagingDeps {
  readonly control: ControlDatabase;
  /** The MASTER_KEY secret. */
  readonly masterKey: string;
  readonly now: () => number;
}

export interface MessagingInput {
  readonly accountId: string;
  readonly kind: MessageProviderKind;
  readonly providerAccount: string;
  readonly authToken: string;
  readonly messagingService: string | null;
  readonly fromNumber: string | null;
}

/** What may be shown on a screen. */
export interface MessagingFacts {
  readonly kind: MessageProviderKind;
  readonly providerAccount: string;
  readonly messagingService: string | null;
  readonly fromNumber: string | null;
  readonly updatedAt: number;
}

/** Somebody else changed how the account texts meanwhile, it cannot text, or the account is not in use. */
export class MessagingConflict extends Error {
  constructor(accountId: string) {
    super(`How ${accountId} texts was changed meanwhile`);
    this.name = "MessagingConflict";
  }
}

/** The token of the address that this provider account has already, or a new one. */
export async function pathTokenFor(
  deps: MessagingDeps,
  { accountId, kind, providerAccount }: Pick<MessagingInput, "accountId" | "kind" | "providerAccount">,
): Promise<string> {
  const row = await readRow(deps, accountId);
  const isSame = row?.kind === kind && row.providerAccount === providerAccount;
  return isSame ? openSecret(deps.masterKey, pathOwner(accountId), row.pathToken) : newPathToken();
}

/** Keeps a school's credentials with the token of its address, in place of those before. @throws MessagingConflict */
export async function storeMessaging(
  deps: MessagingDeps,
  input: MessagingInput,
  pathToken: string,
  actor: ControlActor,
): Promise<void> {
  const { accountId, kind, providerAccount, messagingService, fromNumber } = input;
  const now = deps.now();
  const before = await readRow(deps, accountId);
  const sealed = await sealSecret(deps.masterKey, tokenOwner(accountId), input.authToken);
  const sealedPath = await sealSecret(deps.masterKey, pathOwner(accountId), pathToken);
  const hash = await hashOf(pathToken);
  const after = { kind, providerAccount, messagingService, fromNumber };
  await commit(deps, accountId, [
    statement(sql`insert into guard (status_allows) select 0 where (
      (select status in ('provisioning', 'ready', 'suspended') from accounts where id = ${accountId})) is not true`),
    unmoved(accountId, before?.version ?? null),
    statement(sql`
      insert into message_providers
        (account_id, kind, provider_account, auth_token, messaging_service, from_number, path_token, created_at, updated_at)
      values (${accountId}, ${kind}, ${providerAccount}, ${sealed}, ${messagingService}, ${fromNumber}, ${sealedPath},
        ${now}, ${now})
      on conflict (account_id) do update set kind = excluded.kind, provider_account = excluded.provider_account,
        auth_token = excluded.auth_token, messaging_service = excluded.messaging_service,
        from_number = excluded.from_number, path_token = excluded.path_token, updated_at = excluded.updated_at,
        version = version + 1`),
    statement(sql`update message_webhook_paths set ends_at = ${now + LEFT_PATH_MS}
      where account_id = ${accountId} and ends_at is null and token_hash <> ${hash}`),
    statement(sql`
      insert into message_webhook_paths (token_hash, account_id, kind, provider_account, auth_token, created_at)
      values (${hash}, ${accountId}, ${kind}, ${providerAccount}, ${sealed}, ${now})
      on conflict (token_hash) do update set auth_token = excluded.auth_token, ends_at = null`),
    audit(actor, { action: "messaging.store", accountId, before: shown(before), after }, now),
  ]);
}

/** The credentials and the address, opened for use; null when the school cannot text. @throws SecretUnreadable */
export async function readMessaging(
  deps: MessagingDeps,
  accountId: string,
): Promise<(MessagingInput & { readonly pathToken: string }) | null> {
  const row = await readRow(deps, accountId);
  if (!row) return null;
  const { kind, providerAccount, messagingService, fromNumber } = row;
  const authToken = await openSecret(deps.masterKey, tokenOwner(accountId), row.authToken);
  const pathToken = await openSecret(deps.masterKey, pathOwner(accountId), row.pathToken);
  return { accountId, kind, providerAccount, authToken, messagingService, fromNumber, pathToken };
}

/** What a settings screen may know; opens no secret. */
export async function describeMessaging(
  deps: MessagingDeps,
  accountId: string,
): Promise<MessagingFacts | null> {
  const row = await readRow(deps, accountId);
  return row && { ...shown(row), updatedAt: row.updatedAt };
}

/** Forgets the credentials and the addresses at once. @throws MessagingConflict */
export async function removeMessaging(
  deps: MessagingDeps,
  accountId: string,
  actor: ControlActor,
): Promise<void> {
  const row = await readRow(deps, accountId);
  if (!row) throw new MessagingConflict(accountId);
  await commit(deps, accountId, [
    unmoved(accountId, row.version),
    ...forgetMessaging(accountId),
    audit(actor, { action: "messaging.remove", accountId, before: shown(row), after: null }, deps.now()),
  ]);
}

/** The statements that forget everything; also part of an account's end. */
export function forgetMessaging(accountId: string): Statement[] {
  return [
    statement(sql`delete from message_webhook_paths where account_id = ${accountId}`),
    statement(sql`delete from message_providers where account_id = ${accountId}`),
  ];
}

/** Whose texts come to an address, and the secret they are signed with. */
export interface TextPath {
  readonly accountId: string;
  readonly kind: MessageProviderKind;
  readonly providerAccount: string;
  readonly authToken: string;
}

/** Looks an address up by its token; null when there is none, or no longer. @throws SecretUnreadable */
export async function findTextPath(deps: MessagingDeps, token: string): Promise<TextPath | null> {
  const hash = await hashOf(token);
  const { accountId, kind, providerAccount, authToken, tokenHash, endsAt } = messageWebhookPaths;
  const { found } = await deps.control.read({
    found: select(
      { accountId, kind, providerAccount, authToken },
      sql`from ${messageWebhookPaths} where ${tokenHash} = ${hash} and (${endsAt} is null or ${endsAt} > ${deps.now()})`,
    ),
  });
  const row = found[0];
  if (!row) return null;
  return { ...row, authToken: await openSecret(deps.masterKey, tokenOwner(row.accountId), row.authToken) };
}

const tokenOwner = (accountId: string) => ({ accountId, purpose: "messaging-token" }) as const;
const pathOwner = (accountId: string) => ({ accountId, purpose: "messaging-path" }) as const;

async function readRow(deps: MessagingDeps, id: string) {
  const { accountId, createdAt: _, ...columns } = messageProviders;
  const { kind, providerAccount, authToken, messagingService, fromNumber, pathToken, updatedAt, version } =
    columns;
  const { found } = await deps.control.read({
    found: select(
      { kind, providerAccount, authToken, messagingService, fromNumber, pathToken, updatedAt, version },
      sql`from ${messageProviders} where ${accountId} = ${id}`,
    ),
  });
  return found[0] ?? null;
}

/** Fails the batch unless what is kept is what was read; null: unless nothing is. */
function unmoved(accountId: string, version: number | null): Statement {
  const found: SQL = sql`(select version from message_providers where account_id = ${accountId})`;
  return statement(
    sql`insert into guard (messaging_unmoved) select 0 where (${found} is ${version}) is not true`,
  );
}

/** What the audit may say of it: never a token. */
function shown<R extends Omit<MessagingFacts, "updatedAt">>(row: R): Omit<MessagingFacts, "updatedAt">;
function shown<R extends Omit<MessagingFacts, "updatedAt">>(
  row: R | null,
): Omit<MessagingFacts, "updatedAt"> | null;
function shown(row: Omit<MessagingFacts, "updatedAt"> | null): Omit<MessagingFacts, "updatedAt"> | null {
  if (!row) return null;
  const { kind, providerAccount, messagingService, fromNumber } = row;
  return { kind, providerAccount, messagingService, fromNumber };
}

async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function commit(deps: MessagingDeps, accountId: string, statements: Statement[]): Promise<void> {
  try {
    await deps.control.commit({ statements });
  } catch (error) {
    if (error instanceof GuardFailed) throw new MessagingConflict(accountId);
    throw error;
  }
}
