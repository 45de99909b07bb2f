import { type SQL, sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../control-plane/database-errors.ts";
import { json, type Query, type Statement, select, statement } from "../../control-plane/query.ts";
import { Conflict, Replayed, SessionEnded } from "../kernel/errors.ts";
import type { StoredOutcome } from "../kernel/read.ts";
import type { EnterpriseActor, EnterpriseContext, EnterpriseVisitor } from "./context.ts";
import { mayEnter } from "./sessions/load-user.ts";

/** One act in words: what was done for programs and for people, to what, and what it was and is. No secrets. */
export interface EnterpriseAct {
  readonly action: string;
  readonly summary: string;
  readonly accountId?: string | null;
  readonly subjectId?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
}

/**
 * Writes to the control plane what somebody did: guards, rows, the audit of each act and the idempotency key in one
 * batch. `outcome` is what the route answers, and what a repeated request is answered.
 * @throws SessionEnded, Replayed, Conflict, GuardFailed (of the use-case), UniqueViolation
 */
export async function commitEnterprise(
  ctx: EnterpriseContext,
  acts: EnterpriseAct | readonly EnterpriseAct[],
  rows: readonly SQL[],
  outcome: unknown = null,
): Promise<readonly (readonly unknown[])[]> {
  const { actor, idempotency } = ctx;
  const head = [stillThemselves(ctx), ...(idempotency ? [outcomeRow(ctx, outcome)] : [])];
  const audits = [acts].flat().map((act) => enterpriseAudit(actor, act, ctx));
  try {
    const results = await ctx.control.commit({
      statements: [...head, ...rows.map((row) => statement(row)), ...audits],
    });
    return results.slice(head.length, head.length + rows.length);
  } catch (error) {
    if (error instanceof UniqueViolation && error.columns[0]?.startsWith("enterprise_idempotency.")) {
      const { stored } = await ctx.control.read({ stored: storedOutcome(actor.id, idempotency?.key ?? "") });
      refuseReplay(ctx, stored[0]);
    }
    if (error instanceof GuardFailed) throw explained(error) ?? error;
    throw error;
  }
}

/** Who acts, where the audit names them; the house itself has no id. */
export type AuditedActor =
  | Pick<EnterpriseActor, "kind" | "id" | "name" | "level" | "enterpriseId" | "groupId">
  | { readonly kind: "system"; readonly name: string; readonly enterpriseId: string };

/** The audit row of an act; it belongs into the batch that does it. */
export function enterpriseAudit(
  actor: AuditedActor,
  act: EnterpriseAct,
  { nowMs, request }: Pick<EnterpriseVisitor, "nowMs" | "request">,
): Statement {
  const isUser = actor.kind === "enterprise";
  const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null);
  return statement(sql`insert into enterprise_audit (at, enterprise_id, group_id, user_id, user_name, user_level, action,
      summary, account_id, subject_id, before, after, request_id, ip)
    values (${nowMs}, ${actor.enterpriseId}, ${isUser ? actor.groupId : null}, ${isUser ? actor.id : null},
      ${actor.name}, ${isUser ? actor.level : "system"}, ${act.action}, ${act.summary}, ${act.accountId ?? null},
      ${act.subjectId ?? null}, ${json(act.before)}, ${json(act.after)}, ${request.id}, ${request.ip})`);
}

/** The batch fails, naming `kind`, unless the condition holds when it runs; NULL counts as not holding. */
export function controlGuard(
  kind: "row_version" | "row_living" | "tree_sound" | "last_admin" | "token_unused",
  condition: SQL,
): SQL {
  return sql`insert into guard (${sql.identifier(kind)}) select 0 where (${condition}) is not true`;
}

export function storedOutcome(userId: string | SQL, key: string): Query<StoredOutcome> {
  return select(
    { fingerprint: sql<string>`fingerprint`, outcome: json<unknown>(sql`outcome`) },
    sql`from enterprise_idempotency where user_id = ${userId} and key = ${key}`,
  );
}

/** @throws Replayed when the act was committed before, Conflict when its key was used for another */
export function refuseReplay(
  { idempotency }: Pick<EnterpriseVisitor, "idempotency">,
  stored: StoredOutcome | undefined,
): void {
  if (!stored) return;
  if (stored.fingerprint === idempotency?.fingerprint) throw new Replayed(stored.outcome);
  throw new Conflict(
    "idempotency_key_reused",
    "This request carries the key of another one that was already carried out. Reload the page and try again.",
  );
}

/** The writer may still enter, in the same group and at the same level, at the moment of the write. */
function stillThemselves({ actor, nowMs }: EnterpriseContext): Statement {
  return statement(sql`insert into guard (enterprise_actor) select 0 where (exists (
    select 1 from enterprise_sessions s join enterprise_users u on u.id = s.user_id
    where s.token_hash = ${actor.tokenHash} and u.version = ${actor.version} and ${mayEnter(nowMs)})) is not true`);
}

function outcomeRow({ actor, idempotency, nowMs }: EnterpriseContext, outcome: unknown): Statement {
  return statement(sql`insert into enterprise_idempotency (user_id, key, fingerprint, outcome, created_at)
    values (${actor.id}, ${idempotency?.key ?? ""}, ${idempotency?.fingerprint ?? ""}, ${JSON.stringify(outcome)},
      ${nowMs})`);
}

function explained({ guard }: GuardFailed): Error | null {
  switch (guard) {
    case "enterprise_actor":
      return new SessionEnded();
    case "row_version":
      return new Conflict(
        "changed_meanwhile",
        "Somebody else changed this while you were working on it. Look at the current state and try again.",
      );
    case "row_living":
      return new Conflict(
        "gone_meanwhile",
        "Somebody deleted this while you were working on it. Nothing was saved.",
      );
    case "tree_sound":
      return new Conflict("group_circle", "A group cannot be moved into itself or into a group below it.");
    case "last_admin":
      return new Conflict(
        "last_admin",
        "Somebody active must remain an Admin of the whole enterprise. Make another person one first.",
      );
    default:
      return null;
  }
}
