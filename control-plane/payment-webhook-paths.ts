import { type SQL, sql } from "drizzle-orm";
import type { ConnectedPath, ProcessorDeps } from "./payment-processors.ts";
import { type Statement, select, statement } from "./query.ts";
import { type ProcessorKind, paymentWebhookPaths } from "./schema.ts";
import { openSecret, sealSecret } from "./secrets.ts";

const TOKEN_BYTES = 32;

/** Whose events come to an address, and the secret they are signed with (null: not told us yet). */
export interface WebhookPath {
  readonly accountId: string;
  readonly kind: ProcessorKind;
  readonly webhookSecret: string | null;
}

/** Looks an address up by its token; null when there is none, or no longer. @throws SecretUnreadable */
export async function findWebhookPath(deps: ProcessorDeps, token: string): Promise<WebhookPath | null> {
  const hash = await hashPathToken(token);
  const { accountId, kind, webhookSecret, tokenHash, endsAt } = paymentWebhookPaths;
  const { found } = await deps.control.read({
    found: select(
      { accountId, kind, webhookSecret },
      sql`from ${paymentWebhookPaths} where ${tokenHash} = ${hash} and (${endsAt} is null or ${endsAt} > ${deps.now()})`,
    ),
  });
  const row = found[0];
  if (!row) return null;
  if (row.webhookSecret === null) return row;
  const owner = { accountId: row.accountId, purpose: "payment-webhook-secret" } as const;
  return { ...row, webhookSecret: await openSecret(deps.masterKey, owner, row.webhookSecret) };
}

/** A new token of an address, made before the processor is told of it. */
export function newPathToken(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
}

/** A new address for an account: the token, told once, and the statement that keeps its hash. */
export async function newPath(
  deps: ProcessorDeps,
  of: {
    readonly accountId: string;
    readonly kind: ProcessorKind;
    readonly connected: ConnectedPath | null;
  },
): Promise<{ readonly token: string; readonly insert: Statement }> {
  const token = of.connected?.token ?? newPathToken();
  const hash = await hashPathToken(token);
  const owner = { accountId: of.accountId, purpose: "payment-webhook-secret" } as const;
  const sealed = of.connected ? await sealSecret(deps.masterKey, owner, of.connected.webhookSecret) : null;
  const insert = statement(sql`
    insert into payment_webhook_paths (token_hash, account_id, kind, webhook_secret, created_at)
    values (${hash}, ${of.accountId}, ${of.kind}, ${sealed}, ${deps.now()})`);
  return { token, insert };
}

/** Lets the current address end then; its secret goes at once when that is now. */
export function endPath(accountId: string, nowMs: number, endsAt: number): Statement {
  return statement(sql`update payment_webhook_paths set ends_at = ${endsAt},
    webhook_secret = case when ${endsAt} > ${nowMs} then webhook_secret end
    where account_id = ${accountId} and ends_at is null`);
}

/** Whether the account has a current address. */
export function openPath(accountId: string): SQL {
  return sql`exists (select 1 from payment_webhook_paths where account_id = ${accountId} and ends_at is null)`;
}

async function hashPathToken(token: string): Promise<string> {
  const bytes = new TextEncoder().encode(token);
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
