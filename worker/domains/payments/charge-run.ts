import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { advanceAttempt } from "./advance-attempt.ts";
import { MINUTE_MS } from "./attempt.ts";
import type { Desk } from "./desk.ts";

export const CHARGE_RUN = "charge-run";
/** When a draft is looked after that its run did not come to. */
export const DRAFT_LOOK_MS = 10 * MINUTE_MS;
const AT_ONCE = 10;

/** Charges the next drafts of a run, one family at a time. Answers whether there are more. */
export async function chargeRun(ctx: Context, desk: Desk, runId: string): Promise<boolean> {
  const { next } = await ctx.database.read({
    next: select(
      { id: sql<string>`id` },
      sql`from payment_attempts where run_id = ${runId} and state = 'created' order by family_id limit ${AT_ONCE}`,
    ),
  });
  for (const { id } of next) await advanceAttempt(ctx, desk, id, "ask");
  return next.length === AT_ONCE;
}
