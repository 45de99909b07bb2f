import { sql } from "drizzle-orm";
import { returning, statement } from "../../control-plane/query.ts";
import { jobRuns, outbox } from "../../tenant-schema/foundation.ts";
import type { Context } from "../kernel/context.ts";
import type { Services } from "../services.ts";
import { CARRIERS } from "./carriers.ts";
import type { EffectCarrier } from "./effects.ts";
import type { OutboxMessage } from "./messages.ts";
import { systemContext } from "./system-context.ts";

/** A queue's clock may be a little ahead of ours. */
const EARLY_MS = 2_000;

interface Claimed {
  readonly topic: string;
  readonly payload: unknown;
}

/**
 * Carries out one effect of the outbox. Claiming it uses up the message's attempt, so of two deliveries one works; it
 * is done when its `job_runs` row is committed. A crash in between leaves it open, and it is relayed again.
 */
export async function runEffect(
  services: Services,
  message: OutboxMessage,
  deliveries: number,
  carriers: Readonly<Record<string, EffectCarrier>> = CARRIERS,
): Promise<void> {
  const { accountId, jobId } = message;
  const ctx = await systemContext(services, accountId, jobId);
  const claimed = await claim(ctx, message);
  if (!claimed) return;
  const carrier = carriers[claimed.topic];
  try {
    if (!carrier) throw new Error(`Nobody carries out effects of the topic ${claimed.topic}`);
    const result = await carrier({ services, ctx, id: jobId, payload: claimed.payload, deliveries });
    if (result.kind === "done") return await finish(ctx, jobId, claimed.topic, result.outcome);
  } catch (error) {
    await release(ctx, message);
    throw error;
  }
  await services.env.JOBS.send({ ...message, attempt: message.attempt + 1 });
}

async function claim(ctx: Context, message: OutboxMessage): Promise<Claimed | undefined> {
  const [rows] = await ctx.database.commit({
    statements: [
      returning(
        sql`update outbox set attempts = attempts + 1, relayed_at = ${ctx.nowMs} where id = ${message.jobId}
          and attempts = ${message.attempt} and done_at is null and cancelled_at is null
          and not_before <= ${ctx.nowMs + EARLY_MS}`,
        { topic: outbox.topic, payload: outbox.payload },
      ),
    ],
  });
  return rows?.[0] as Claimed | undefined;
}

async function finish(ctx: Context, jobId: string, kind: string, outcome: string | null): Promise<void> {
  const { nowMs } = ctx;
  await ctx.database.commit({
    statements: [
      statement(sql`insert into ${jobRuns} (job_id, kind, finished_at, outcome)
        values (${jobId}, ${kind}, ${nowMs}, ${outcome}) on conflict (job_id) do nothing`),
      statement(sql`update ${outbox} set done_at = ${nowMs} where id = ${jobId} and done_at is null`),
    ],
  });
}

/** Gives the attempt back, so that the queue's next delivery of the same message may try. */
async function release(ctx: Context, { jobId, attempt }: OutboxMessage): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update outbox set attempts = ${attempt}
        where id = ${jobId} and attempts = ${attempt + 1} and done_at is null`),
    ],
  });
}
