import { sql } from "drizzle-orm";
import { resolveDeadLetter } from "../../../control-plane/dead-letters.ts";
import { wakeAccountBy } from "../../../control-plane/due-accounts.ts";
import { outbox } from "../../../tenant-schema/foundation.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, type StaffActor } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { findDeadLetter } from "./list-dead-letters.ts";

/**
 * Decides what becomes of work that failed: tried again, or given up. The account's own side is committed first; a
 * crash before the letter is closed leaves it open, and deciding again is harmless.
 * @throws Forbidden, NotFound
 */
export async function decideDeadLetter(
  ctx: Context<StaffActor>,
  services: Services,
  id: string,
  decision: "retry" | "dismiss",
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { job } = await findDeadLetter(ctx, services.control, id);
  const summary = decision === "retry" ? "Tried a failed job again" : "Gave up a failed job";
  const change = new Change(ctx, { action: `dead_letters.${decision}`, summary, right: "settings" });
  if (job?.kind === "outbox") {
    const fate = decision === "retry" ? sql`relayed_at = null` : sql`cancelled_at = ${ctx.nowMs}`;
    change.also(sql`update ${outbox} set ${fate}
      where id = ${job.jobId} and done_at is null and cancelled_at is null`);
  }
  const committed = await commit(ctx, change);
  if (decision === "retry") {
    ctx.progress.effectsCommitted = true;
    if (job?.kind === "due") await wakeAccountBy(services.control, ctx.account.id, ctx.nowMs);
  }
  const actor = { kind: "staff", id: ctx.actor.id, requestId: ctx.request.id } as const;
  await resolveDeadLetter(services.control, id, actor, ctx.nowMs);
  return { change: committed };
}
