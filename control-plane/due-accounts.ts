import { sql } from "drizzle-orm";
import type { ControlDatabase } from "./control-database.ts";
import { select, statement } from "./query.ts";
import { accounts } from "./schema.ts";

export interface DueAccount {
  readonly id: string;
  readonly dueAt: number;
}

/** The ready accounts for which something is due, the most overdue first. Cron asks this instead of opening each. */
export async function accountsDue(
  control: ControlDatabase,
  nowMs: number,
  limit: number,
): Promise<DueAccount[]> {
  const { due } = await control.read({
    due: select(
      { id: accounts.id, dueAt: sql<number>`${accounts.nextDueAt}` },
      sql`from ${accounts} where ${accounts.status} = 'ready' and ${accounts.nextDueAt} is not null
        and ${accounts.nextDueAt} <= ${nowMs} order by ${accounts.nextDueAt}, ${accounts.id} limit ${limit}`,
    ),
  });
  return due;
}

/** Notes that something of the account is due by then; an earlier note stays. */
export async function wakeAccountBy(
  control: ControlDatabase,
  accountId: string,
  dueAt: number,
): Promise<void> {
  const at = sql`update accounts set next_due_at = ${dueAt} where id = ${accountId}`;
  await control.commit({
    statements: [statement(sql`${at} and (next_due_at is null or next_due_at > ${dueAt})`)],
  });
}

/**
 * Replaces the note that cron acted on by the next one (null: nothing is due). A note that was made earlier
 * meanwhile stays, so that no work is forgotten.
 */
export async function settleDue(
  control: ControlDatabase,
  account: DueAccount,
  nextDueAt: number | null,
): Promise<void> {
  const update = sql`update accounts set next_due_at = ${nextDueAt} where id = ${account.id} and next_due_at = ${account.dueAt}`;
  await control.commit({ statements: [statement(update)] });
}
