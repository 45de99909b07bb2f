import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { advanceAttempt } from "../payments/advance-attempt.ts";
import { attemptById } from "../payments/attempt.ts";
import type { Desk } from "../payments/desk.ts";
import { payOutcome } from "../payments/pay-outcome.ts";
import type { PayOutcome } from "../payments/shapes.ts";

/** What became of a payment of the family: asked by the screen while it waits. @throws Forbidden, NotFound */
export async function checkOwnAttempt(
  ctx: Context<GuardianActor>,
  desk: Desk,
  attemptId: string,
): Promise<PayOutcome> {
  requireRole(ctx, "payer");
  const { attempt } = await read(ctx, { attempt: attemptById(attemptId) });
  if (attempt[0]?.familyId !== ctx.actor.familyId) throw new NotFound("payment");
  return payOutcome(ctx, await advanceAttempt(ctx, desk, attemptId, "look"));
}
