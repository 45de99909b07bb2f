import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { sumOf } from "../ledger/plan-allocations.ts";
import { moneyText } from "../ledger/references.ts";
import { advanceAttempt } from "./advance-attempt.ts";
import { type Attempt, attemptById, guardOnlyAttempt, isLostRace, methodOfAttempt } from "./attempt.ts";
import { booking, type Desk } from "./desk.ts";

/**
 * Tries a declined draft again: a new attempt on the next step, for what is still open of the same charges. The ladder ends
 * when they are paid, or when the method may not be charged any more.
 */
export async function climbLadder(asker: Context, desk: Desk, attemptId: string): Promise<void> {
  const ctx = booking(asker);
  const found = await ctx.database.read({
    attempt: attemptById(attemptId),
    method: methodOfAttempt(attemptId),
  });
  const attempt = found.attempt[0];
  if (attempt?.state !== "declined" || attempt.nextAt === null) return;
  const method = found.method[0];
  const mayCharge =
    method !== undefined &&
    method.deletedAt === null &&
    method.isPrimary &&
    method.autopayAt !== null &&
    method.invalidReason === null;
  const targets = mayCharge ? await stillOpen(ctx, attempt) : [];
  try {
    const next = await step(ctx, attempt, targets);
    if (next !== null) await advanceAttempt(ctx, desk, next, "ask");
  } catch (error) {
    // Another runner took the same step, or a payment of the family is under way: the row stays and is looked at again.
    if (!isLostRace(error) && !(error instanceof UniqueViolation)) throw error;
  }
}

async function stillOpen(ctx: Context<SystemActor>, attempt: Attempt): Promise<Attempt["targets"]> {
  const { open } = await ctx.database.read({ open: openLines(oneFamily(attempt.familyId)) });
  const openMinor = new Map(open.map((line) => [line.id, line.openMinor]));
  return attempt.targets.flatMap(({ lineId, amountMinor }) => {
    const left = Math.min(amountMinor, openMinor.get(lineId) ?? 0);
    return left > 0 ? [{ lineId, amountMinor: left }] : [];
  });
}

async function step(
  ctx: Context<SystemActor>,
  attempt: Attempt,
  targets: Attempt["targets"],
): Promise<string | null> {
  const { familyId, locationId, paymentMethodId, processor, runId, ladderStep } = attempt;
  const amountMinor = sumOf(targets);
  const change = new Change(ctx, {
    action: "payments.retry",
    summary:
      amountMinor === 0
        ? "Stopped trying a declined draft again: nothing is left to be taken, or nothing to take it from"
        : `Tries ${moneyText(ctx, amountMinor)} again that was declined`,
    right: "payments",
  });
  change.update("paymentAttempts", attempt, { nextAt: null });
  if (amountMinor === 0) {
    await commit(ctx, change);
    return null;
  }
  const id = newId("paymentAttempt", ctx.nowMs);
  guardOnlyAttempt(change, familyId);
  change.insert("paymentAttempts", {
    ...{ id, familyId, locationId, paymentMethodId, processor, runId, amountMinor, targets },
    ...{ purpose: "draft", state: "created", ladderStep: ladderStep + 1, nextAt: ctx.nowMs },
  });
  change.also(sql`update billing_run_rows set record_id = ${id}
    where run_id = ${runId} and family_id = ${familyId} and record_id is not null`);
  await commit(ctx, change);
  return id;
}
