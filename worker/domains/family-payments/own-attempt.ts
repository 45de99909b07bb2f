import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { advanceAttempt } from "../payments/advance-attempt.ts";
import { type Attempt, attemptById, methodOfAttempt } from "../payments/attempt.ts";
import type { Desk } from "../payments/desk.ts";
import { methodName } from "../payments/method-queries.ts";
import { payOutcome } from "../payments/pay-outcome.ts";
import { sayDecline } from "../payments/say-decline.ts";
import type { PayOutcome } from "../payments/shapes.ts";
import type { OwnAttempt } from "./shapes.ts";

/** A payment of the family: what it is for, and whether its bank waits for a confirmation. @throws Forbidden, NotFound */
export async function getOwnAttempt(ctx: Context<GuardianActor>, id: string): Promise<OwnAttempt> {
  requireRole(ctx, "payer");
  const found = await read(ctx, {
    attempt: attemptById(id),
    method: methodOfAttempt(id),
    lines: select(
      {
        description: sql<string>`l.description`,
        studentName: sql<string | null>`(select first_name from students where id = l.student_id)`,
        amountMinor: sql<number>`cast(j.value ->> 'amountMinor' as integer)`,
      },
      sql`from payment_attempts a cross join json_each(a.targets) j cross join charge_lines l
        on l.id = j.value ->> 'lineId' where a.id = ${id} order by j.key`,
    ),
  });
  const attempt = expectOwn(ctx, found.attempt[0]);
  const { amountMinor, message, nextAt } = attempt;
  const day = nextAt === null ? null : dateAt(nextAt, ctx.account.timeZone);
  const state = stateOf(attempt, ctx.nowMs);
  const { language } = ctx.request;
  return {
    ...{ id, amountMinor, state, lines: found.lines },
    methodName: found.method[0] ? methodName(found.method[0], language) : null,
    confirmBy: state === "waiting" ? day : null,
    retryOn: state === "declined" ? day : null,
    message: message === null ? null : sayDecline(message, language),
  };
}

function stateOf({ state, nextAt }: Attempt, nowMs: number): OwnAttempt["state"] {
  switch (state) {
    case "asked":
      return nextAt !== null && nextAt <= nowMs ? "late" : "waiting";
    case "succeeded":
      return "paid";
    case "processing":
      return "pending";
    case "declined":
      return "declined";
    case "cancelled":
      return "cancelled";
    case "created":
    case "unknown":
      return "unknown";
  }
}

/** What became of a payment of the family: asked by the screen while it waits. @throws Forbidden, NotFound */
export function checkOwnAttempt(ctx: Context<GuardianActor>, desk: Desk, id: string): Promise<PayOutcome> {
  return advanceOwn(ctx, desk, id, "look");
}

/** The payer will not confirm it: it is taken back at the processor, and can be paid otherwise. @throws Forbidden, NotFound */
export function giveUpOwnAttempt(ctx: Context<GuardianActor>, desk: Desk, id: string): Promise<PayOutcome> {
  return advanceOwn(ctx, desk, id, "give_up");
}

async function advanceOwn(
  ctx: Context<GuardianActor>,
  desk: Desk,
  id: string,
  how: "look" | "give_up",
): Promise<PayOutcome> {
  requireRole(ctx, "payer");
  const { attempt } = await read(ctx, { attempt: attemptById(id) });
  expectOwn(ctx, attempt[0]);
  return payOutcome(ctx, await advanceAttempt(ctx, desk, id, how));
}

function expectOwn(ctx: Context<GuardianActor>, attempt: Attempt | undefined): Attempt {
  if (attempt?.familyId !== ctx.actor.familyId || attempt.purpose === "refund") throw new NotFound("payment");
  return attempt;
}
