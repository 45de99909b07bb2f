import { sql } from "drizzle-orm";
import { wakeAccountBy } from "../../control-plane/due-accounts.ts";
import { returning, select } from "../../control-plane/query.ts";
import { outbox } from "../../tenant-schema/foundation.ts";
import type { Context } from "../kernel/context.ts";
import type { Services } from "../services.ts";
import type { OutboxMessage } from "./messages.ts";

/** An effect that was not carried out this long after it was sent on is sent on again. */
export const RELAY_AGAIN_MS = 5 * 60_000;
/** How far ahead effects are sent on; the queue keeps them until they are due. */
const AHEAD_MS = 10 * 60_000;
const BATCH_SIZE = 100;

interface Relayed {
  readonly id: string;
  readonly attempts: number;
  readonly notBefore: number;
}

/**
 * Sends the effects that are due, or soon will be, to the queue. Noted first and sent then: a crash in between costs
 * five minutes, never an effect. Doing it twice is harmless, because a message is worth one attempt only.
 */
export async function relayOutbox(services: Services, ctx: Context): Promise<number> {
  let relayed = 0;
  for (;;) {
    const rows = await noteRelayed(ctx);
    if (rows.length === 0) break;
    if (relayed === 0) await wakeAccountBy(services.control, ctx.account.id, ctx.nowMs + RELAY_AGAIN_MS);
    await services.env.JOBS.sendBatch(rows.map((row) => messageOf(ctx, row)));
    relayed += rows.length;
    if (rows.length < BATCH_SIZE) break;
  }
  await wakeForLater(services, ctx);
  return relayed;
}

/** What is due further ahead than the queue keeps messages is relayed when its time has come. */
async function wakeForLater(services: Services, ctx: Context): Promise<void> {
  const { later } = await ctx.database.read({
    later: select(
      { at: outbox.notBefore },
      sql`from outbox where not_before > ${ctx.nowMs + AHEAD_MS} and done_at is null and cancelled_at is null
        order by not_before limit 1`,
    ),
  });
  if (later[0]) await wakeAccountBy(services.control, ctx.account.id, later[0].at);
}

async function noteRelayed(ctx: Context): Promise<Relayed[]> {
  const { nowMs } = ctx;
  const due = sql`select id from outbox where not_before <= ${nowMs + AHEAD_MS} and done_at is null and cancelled_at is null
    and (relayed_at is null or relayed_at < ${nowMs - RELAY_AGAIN_MS}) order by not_before limit ${BATCH_SIZE}`;
  const [rows] = await ctx.database.commit({
    statements: [
      returning(sql`update outbox set relayed_at = max(not_before, ${nowMs}) where id in (${due})`, {
        id: outbox.id,
        attempts: outbox.attempts,
        notBefore: outbox.notBefore,
      }),
    ],
  });
  return rows as Relayed[];
}

function messageOf(ctx: Context, row: Relayed): MessageSendRequest<OutboxMessage> {
  const body: OutboxMessage = {
    kind: "outbox",
    accountId: ctx.account.id,
    jobId: row.id,
    attempt: row.attempts,
  };
  return { body, delaySeconds: Math.max(0, Math.ceil((row.notBefore - ctx.nowMs) / 1000)) };
}
