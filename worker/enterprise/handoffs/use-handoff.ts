import { sql } from "drizzle-orm";
import type { Account } from "../../../control-plane/account.ts";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { flag, select, statement } from "../../../control-plane/query.ts";
import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { enterpriseStaff } from "../../domains/staff-sessions/enterprise-actor.ts";
import { ABSOLUTE_MS, IDLE_MS } from "../../domains/staff-sessions/session-times.ts";
import { hashToken, newToken } from "../../domains/staff-sessions/tokens.ts";
import { accountFacts } from "../../edge/account-facts.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { controlGuard, enterpriseAudit } from "../commit.ts";
import type { EnterpriseActor, EnterpriseVisitor } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { toEnterpriseActor, userQuery } from "../sessions/load-user.ts";

export interface UsedHandoff {
  /** The session of the account that came of it. */
  readonly token: string;
  readonly path: string;
}

interface Asked {
  /** What the address carries. */
  readonly token: string;
  /** What the cookie of the enterprise portal says: the way in is for the browser it was made in. */
  readonly sessionToken: string;
  readonly userAgent: string | null;
}

/**
 * Goes in: marks the way as used, then opens a session in the account, with both audit logs telling of it. Null when it was
 * used before, is more than a minute old, is for another account, another browser, or somebody who may no longer enter.
 */
export async function useHandoff(
  visitor: EnterpriseVisitor,
  opened: { readonly account: Account; readonly database: TenantDatabase },
  asked: Asked,
): Promise<UsedHandoff | null> {
  const { control, nowMs } = visitor;
  const { account, database } = opened;
  const [handoffHash, sessionHash] = await Promise.all([
    hashToken(asked.token),
    hashToken(asked.sessionToken),
  ]);
  const { handoffs, users } = await control.read({
    handoffs: select(
      { path: sql<string>`h.path`, sessionId: sql<string>`h.session_id` },
      sql`from enterprise_handoffs h where h.token_hash = ${handoffHash} and h.account_id = ${account.id}
        and h.used_at is null and h.expires_at > ${nowMs}`,
    ),
    users: userQuery(sql`s.token_hash = ${sessionHash}`, nowMs),
  });
  const [handoff, user] = [handoffs[0], users[0]];
  if (!handoff || !user || handoff.sessionId !== user.sessionId) return null;
  const actor = toEnterpriseActor(user);
  const { reach } = await control.read({
    reach: select({ isTheirs: flag(sql`${account.id} in ${accountsOf(actor)}`) }, sql``),
  });
  if (!reach[0]?.isTheirs) return null;
  const token = newToken();
  const tokenHash = await hashToken(token);
  if (!(await markUsed(visitor, actor, { account, handoffHash, tokenHash }))) return null;
  const ctx = { ...visitor, account: accountFacts(account), database };
  await startSession(ctx, actor, { tokenHash, userAgent: asked.userAgent });
  return { token, path: handoff.path };
}

/** Whether this request is the one that may use it. */
async function markUsed(
  { control, nowMs, request }: EnterpriseVisitor,
  actor: EnterpriseActor,
  use: { readonly account: Account; readonly handoffHash: string; readonly tokenHash: string },
): Promise<boolean> {
  const { account, handoffHash, tokenHash } = use;
  const unused = sql`exists (select 1 from enterprise_handoffs
    where token_hash = ${handoffHash} and used_at is null and expires_at > ${nowMs})`;
  const act = {
    action: "accounts.enter",
    summary: `Logged into ${account.displayName}`,
    accountId: account.id,
    subjectId: account.id,
  };
  try {
    await control.commit({
      statements: [
        statement(controlGuard("token_unused", unused)),
        statement(sql`update enterprise_handoffs set used_at = ${nowMs}, entered_token_hash = ${tokenHash}
          where token_hash = ${handoffHash}`),
        enterpriseAudit(actor, act, { nowMs, request }),
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof GuardFailed) return false;
    throw error;
  }
}

type InAccount = Omit<EnterpriseVisitor, "idempotency"> & {
  readonly account: ReturnType<typeof accountFacts>;
  readonly database: TenantDatabase;
};

async function startSession(
  { account, database, nowMs, request }: InAccount,
  { id, name, email, level, groupName, enterpriseName, sessionId: enterpriseSessionId }: EnterpriseActor,
  session: { readonly tokenHash: string; readonly userAgent: string | null },
): Promise<void> {
  const identity = { id, name, email, level, groupName: groupName ?? enterpriseName };
  const sessionId = newId("session", nowMs);
  const { tokenHash, userAgent } = session;
  const known = enterpriseStaff({ identity, enterpriseSessionId, sessionId, tokenHash, rightsVersion: 0 });
  const ctx = {
    ...{ account, database, nowMs, request, idempotency: null },
    // The session that later writes are checked against is only made here.
    actor: { kind: "system", name: known.name, onBehalfOf: { id, name: known.name } },
    progress: { idempotencyChecked: false, effectsCommitted: false },
  } as const;
  const change = new Change(ctx, {
    action: "sessions.start",
    summary: "Logged in from the enterprise portal",
    right: null,
  });
  change.also(sql`insert into sessions (token_hash, id, enterprise_session_id, enterprise_user, created_at, last_seen_at,
      idle_expires_at, expires_at, ip, user_agent)
    values (${tokenHash}, ${sessionId}, ${enterpriseSessionId}, ${JSON.stringify(identity)}, ${nowMs}, ${nowMs},
      ${nowMs + IDLE_MS}, ${nowMs + ABSOLUTE_MS}, ${request.ip}, ${userAgent?.slice(0, 300) ?? null})`);
  await commit(ctx, change);
}
