import { recordDeadLetter } from "../../control-plane/dead-letters.ts";
import { logUnexpected } from "../edge/request-log.ts";
import type { Context } from "../kernel/context.ts";
import type { Services } from "../services.ts";

/** One of many that are due has failed: a person sees it among the failed jobs, once a day, and the others go on. */
export async function reportFailure(
  services: Pick<Services, "control">,
  ctx: Context,
  failure: { readonly id: string; readonly error: string; readonly cause: unknown },
): Promise<void> {
  const { account, nowMs } = ctx;
  logUnexpected(failure.id, failure.cause);
  const letter = {
    messageId: `${account.id}:${failure.id}`,
    accountId: account.id,
    queue: "jobs",
    body: JSON.stringify({ kind: "due", accountId: account.id, jobId: failure.id, dueAt: nowMs }),
    error: failure.error,
    attempts: 1,
  };
  await recordDeadLetter(services.control, letter, nowMs);
}
