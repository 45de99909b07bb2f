import { sql } from "drizzle-orm";
import { recordDeadLetter } from "../../control-plane/dead-letters.ts";
import { json, select } from "../../control-plane/query.ts";
import { type Difference, reconcileSlice } from "../domains/ledger/reconcile-slice.ts";
import { type Context, today } from "../kernel/context.ts";
import type { Services } from "../services.ts";

/** Slices of one call; a larger school goes on the next time something is due. */
const MOST_SLICES = 100;

/**
 * Once a night: compares what is kept of the ledger with all postings. What differs is a failed job for a person to see;
 * nothing is ever repaired in silence.
 */
export async function reconcileLedger(services: Pick<Services, "control">, ctx: Context): Promise<number> {
  const jobId = `reconcile-ledger:${today(ctx)}`;
  let compared = 0;
  while (compared < MOST_SLICES) {
    const { run } = await ctx.database.read({
      run: select(
        { outcome: json<{ readonly after: string | null }>(sql`outcome`) },
        sql`from job_runs where job_id = ${jobId}`,
      ),
    });
    const after = run[0] ? run[0].outcome.after : "";
    if (after === null) return compared;
    const slice = await reconcileSlice(ctx, { id: jobId, after });
    if (slice === null) return compared;
    compared += 1;
    if (slice.differences.length > 0) await report(services, ctx, `${jobId}:${after}`, slice.differences);
  }
  return compared;
}

async function report(
  services: Pick<Services, "control">,
  ctx: Context,
  messageId: string,
  differences: readonly Difference[],
): Promise<void> {
  const shown = differences
    .slice(0, 10)
    .map(({ what, id, keptMinor, postedMinor }) => `${what} ${id}: kept ${keptMinor}, posted ${postedMinor}`);
  const letter = {
    messageId: `${ctx.account.id}:${messageId}`,
    accountId: ctx.account.id,
    queue: "jobs",
    body: JSON.stringify({ kind: "due", accountId: ctx.account.id, jobId: messageId, dueAt: ctx.nowMs }),
    error: `The ledger keeps ${differences.length} figures that differ from its postings. ${shown.join("; ")}`,
    attempts: 1,
  };
  await recordDeadLetter(services.control, letter, ctx.nowMs);
}
