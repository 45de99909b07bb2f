import { sql } from "drizzle-orm";
import { recordDeadLetter } from "../../control-plane/dead-letters.ts";
import { statement } from "../../control-plane/query.ts";
import { outbox } from "../../tenant-schema/foundation.ts";
import { logUnexpected } from "../edge/request-log.ts";
import type { Services } from "../services.ts";
import { type JobMessage, jobMessage } from "./messages.ts";
import { systemContext } from "./system-context.ts";

/** Sent on at the end of time: an effect that waits for a person is not relayed by itself. */
const PARKED_AT = 8_640_000_000_000_000;

interface DeadMessage {
  readonly message: Pick<Message, "id" | "body" | "attempts">;
  readonly queue: string;
  readonly error: string | null;
}

/** Works off the dead-letter queue: each message becomes a row that a person sees. */
export async function consumeDeadLetters(services: Services, batch: MessageBatch): Promise<void> {
  for (const message of batch.messages) {
    try {
      await bury(services, { message, queue: batch.queue, error: null });
      message.ack();
    } catch (error) {
      logUnexpected(message.id, error);
      message.retry({ delaySeconds: 60 });
    }
  }
}

/** Keeps a message that could not be carried out, and parks its effect until somebody decides. Harmless twice. */
export async function bury(services: Services, { message, queue, error }: DeadMessage): Promise<void> {
  const parsed = jobMessage.safeParse(message.body);
  const job: JobMessage | null = parsed.success ? parsed.data : null;
  const accountId = job && "accountId" in job ? job.accountId : null;
  const letter = {
    messageId: message.id,
    accountId,
    queue,
    body: JSON.stringify(message.body),
    error,
    attempts: message.attempts,
  };
  await recordDeadLetter(services.control, letter, services.house.now());
  if (job?.kind !== "outbox") return;
  const ctx = await systemContext(services, job.accountId, job.jobId);
  await ctx.database.commit({
    statements: [
      statement(sql`update ${outbox} set relayed_at = ${PARKED_AT}
        where id = ${job.jobId} and done_at is null and cancelled_at is null`),
    ],
  });
}
