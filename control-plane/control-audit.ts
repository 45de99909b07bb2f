import { sql } from "drizzle-orm";
import { type Statement, statement } from "./query.ts";
import type { AccountStatus } from "./schema.ts";

/** Who changes the control plane. `id` is the person's or job's own id; `requestId` is null outside a request. */
export interface ControlActor {
  readonly kind: "operator" | "enterprise-user" | "staff" | "system";
  readonly id: string;
  readonly requestId: string | null;
}

export interface ControlChange {
  readonly action: string;
  readonly accountId: string | null;
  readonly before: object | null;
  readonly after: object | null;
}

/** The audit row of a change; it belongs in the same commit. Callers leave secrets out of `before` and `after`. */
export function audit(actor: ControlActor, change: ControlChange, nowMs: number): Statement {
  return statement(sql`
    insert into control_audit (at, actor_kind, actor_id, request_id, action, account_id, before, after)
    values (${nowMs}, ${actor.kind}, ${actor.id}, ${actor.requestId}, ${change.action},
      ${change.accountId}, ${toJson(change.before)}, ${toJson(change.after)})`);
}

/** The row that says who moved an account from one status to another, when and why. */
export function statusChange(
  actor: ControlActor,
  change: { accountId: string; from: AccountStatus | null; to: AccountStatus; reason: string },
  nowMs: number,
): Statement {
  return statement(sql`
    insert into account_status_changes (account_id, from_status, to_status, reason, actor_kind, actor_id, at)
    values (${change.accountId}, ${change.from}, ${change.to}, ${change.reason},
      ${actor.kind}, ${actor.id}, ${nowMs})`);
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
