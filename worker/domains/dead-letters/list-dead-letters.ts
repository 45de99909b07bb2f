import { sql } from "drizzle-orm";
import type { ControlDatabase } from "../../../control-plane/control-database.ts";
import { select } from "../../../control-plane/query.ts";
import { deadLetters } from "../../../control-plane/schema.ts";
import { type JobMessage, jobMessage } from "../../jobs/messages.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { DeadLetter } from "./shapes.ts";

const MAX_SHOWN = 100;

interface Letter {
  readonly id: string;
  readonly failedAt: number;
  readonly attempts: number;
  readonly error: string | null;
  readonly job: JobMessage | null;
}

/** The account's unresolved ones, oldest first. @throws Forbidden */
export async function listDeadLetters(
  ctx: Context,
  control: ControlDatabase,
): Promise<{ rows: DeadLetter[] }> {
  requireRight(ctx, "settings", "view");
  const letters = await lettersOf(ctx, control, null);
  const jobIds = letters.flatMap(({ job }) => (job?.kind === "outbox" ? [job.jobId] : []));
  const { topics } = await read(ctx, {
    topics: select(
      { id: sql<string>`o.id`, topic: sql<string>`o.topic` },
      sql`from outbox o where o.id in (select value from json_each(${JSON.stringify(jobIds)}))`,
    ),
  });
  const topicOf = new Map(topics.map(({ id, topic }) => [id, topic]));
  const rows = letters.map(({ job, error, ...letter }) => ({
    ...letter,
    what: (job?.kind === "outbox" && topicOf.get(job.jobId)) || (job?.kind ?? "unknown"),
    error: error?.split("\n")[0] ?? null,
  }));
  return { rows };
}

/** One of the account's unresolved letters. @throws NotFound */
export async function findDeadLetter(ctx: Context, control: ControlDatabase, id: string): Promise<Letter> {
  const [letter] = await lettersOf(ctx, control, id);
  if (!letter) throw new NotFound("failed job");
  return letter;
}

async function lettersOf(ctx: Context, control: ControlDatabase, id: string | null): Promise<Letter[]> {
  const { found } = await control.read({
    found: select(
      {
        id: deadLetters.id,
        failedAt: deadLetters.failedAt,
        attempts: deadLetters.attempts,
        error: deadLetters.error,
        body: deadLetters.body,
      },
      sql`from ${deadLetters} where ${deadLetters.accountId} = ${ctx.account.id} and ${deadLetters.resolvedAt} is null
        ${id === null ? sql`` : sql`and ${deadLetters.id} = ${id}`}
        order by ${deadLetters.failedAt}, ${deadLetters.id} limit ${MAX_SHOWN}`,
    ),
  });
  return found.map(({ body, ...letter }) => {
    const parsed = jobMessage.safeParse(JSON.parse(body));
    return { ...letter, job: parsed.success ? parsed.data : null };
  });
}
