import { sql } from "drizzle-orm";
import { newId } from "../tenant-schema/ids.ts";
import { audit, type ControlActor } from "./control-audit.ts";
import type { ControlDatabase } from "./control-database.ts";
import { GuardFailed } from "./database-errors.ts";
import { type RowOf, select, statement } from "./query.ts";
import { deadLetters } from "./schema.ts";

export interface DeadLetterInput {
  /** The queue's own id of the message: delivered twice, it is one letter. */
  readonly messageId: string;
  readonly accountId: string | null;
  readonly queue: string;
  readonly body: string;
  readonly error: string | null;
  readonly attempts: number;
}

export type DeadLetter = RowOf<typeof fields>;

const fields = {
  id: deadLetters.id,
  accountId: deadLetters.accountId,
  queue: deadLetters.queue,
  body: deadLetters.body,
  error: deadLetters.error,
  attempts: deadLetters.attempts,
  failedAt: deadLetters.failedAt,
};

/** Keeps a message that could not be processed, for a person to see. */
export async function recordDeadLetter(
  control: ControlDatabase,
  letter: DeadLetterInput,
  nowMs: number,
): Promise<void> {
  const { messageId, accountId, queue, body, error, attempts } = letter;
  await control.commit({
    statements: [
      statement(sql`
        insert into dead_letters (id, message_id, account_id, queue, body, error, attempts, failed_at)
        values (${newId("deadLetter", nowMs)}, ${messageId}, ${accountId}, ${queue}, ${body}, ${error}, ${attempts}, ${nowMs})
        on conflict (message_id) do nothing`),
    ],
  });
}

/** Unresolved letters, oldest first, after the last one of the page before; all accounts' or one's. */
export async function openDeadLetters(
  control: ControlDatabase,
  filter: { readonly accountId: string | null; readonly after: DeadLetter | null; readonly limit: number },
): Promise<DeadLetter[]> {
  const { accountId, after, limit } = filter;
  const { page } = await control.read({
    page: select(
      fields,
      sql`from ${deadLetters} where ${deadLetters.resolvedAt} is null
        and (${deadLetters.failedAt}, ${deadLetters.id}) > (${after?.failedAt ?? 0}, ${after?.id ?? ""})
        ${accountId === null ? sql`` : sql`and ${deadLetters.accountId} = ${accountId}`}
        order by ${deadLetters.failedAt}, ${deadLetters.id} limit ${limit}`,
    ),
  });
  return page;
}

/** Notes that a person dealt with a letter; false when that was done before or there is no such letter. */
export async function resolveDeadLetter(
  control: ControlDatabase,
  id: string,
  actor: ControlActor,
  nowMs: number,
): Promise<boolean> {
  try {
    await control.commit({
      statements: [
        statement(sql`insert into guard (letter_open) select 0 where ((
          select resolved_at is null from dead_letters where id = ${id})) is not true`),
        statement(
          sql`update dead_letters set resolved_at = ${nowMs}, resolved_by = ${actor.id} where id = ${id}`,
        ),
        audit(actor, { action: "dead-letter.resolve", accountId: null, before: null, after: { id } }, nowMs),
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof GuardFailed) return false;
    throw error;
  }
}
