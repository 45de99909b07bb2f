import { sql } from "drizzle-orm";
import { audit, type ControlActor, statusChange } from "./control-audit.ts";
import type { ControlDatabase } from "./control-database.ts";
import { GuardFailed } from "./database-errors.ts";
import type { Directory } from "./directory.ts";
import { type Statement, statement } from "./query.ts";
import type { AccountStatus } from "./schema.ts";

export interface LifecycleDeps {
  readonly control: ControlDatabase;
  readonly directory: Directory;
  readonly now: () => number;
}

/** The account is not in a status from which this can be done (or does not exist). */
export class StatusConflict extends Error {
  constructor(accountId: string, to: AccountStatus) {
    super(`Account ${accountId} cannot become ${to} now`);
    this.name = "StatusConflict";
  }
}

export interface StatusMove {
  readonly accountId: string;
  readonly from: AccountStatus;
  readonly to: AccountStatus;
  readonly reason: string;
  readonly closesAt: number | null;
  readonly action: string;
  /** More that must happen in the same transaction. */
  readonly also?: readonly Statement[];
}

/**
 * Moves an account from one status to another, with the row that says who and why, and the audit row.
 * @throws StatusConflict
 */
export async function changeStatus(
  deps: LifecycleDeps,
  move: StatusMove,
  actor: ControlActor,
): Promise<void> {
  const { accountId, from, to, reason, closesAt } = move;
  const now = deps.now();
  try {
    await deps.control.commit({
      statements: [
        statement(sql`insert into guard (status_allows) select 0 where ((
          select status from accounts where id = ${accountId}) = ${from}) is not true`),
        statement(
          sql`update accounts set status = ${to}, closes_at = ${closesAt}, version = version + 1 where id = ${accountId}`,
        ),
        statusChange(actor, { accountId, from, to, reason }, now),
        audit(
          actor,
          {
            action: move.action,
            accountId,
            before: { status: from },
            after: { status: to, reason, closesAt },
          },
          now,
        ),
        ...(move.also ?? []),
      ],
    });
  } catch (error) {
    if (error instanceof GuardFailed) throw new StatusConflict(accountId, to);
    throw error;
  } finally {
    deps.directory.forget(accountId);
  }
}
