import { type SQL, sql } from "drizzle-orm";
import { type Query, select, statement } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { PushContent, PushOutcome, PushProvider, PushTarget } from "../../providers/push/push.ts";

/** One person: a guardian by their log-in, or a member of staff. */
export interface PushPerson {
  readonly loginId: string | null;
  readonly staffId: string | null;
}

interface Device extends PushTarget {
  readonly id: string;
}

/**
 * Pushes to every device of a person. `sent` when one of them took it, else `unclear` when one may have, else `refused`
 * when one could not just now; devices that took it back are forgotten.
 */
export async function pushTo(
  ctx: Context,
  provider: PushProvider,
  person: PushPerson,
  content: PushContent,
): Promise<PushOutcome> {
  const { devices } = await ctx.database.read({ devices: devicesOf(person) });
  const outcomes: PushOutcome[] = [];
  for (const device of devices) {
    const outcome = await provider.send(device, content);
    outcomes.push(outcome);
    if (outcome === "gone") await forget(ctx, device.id);
  }
  for (const outcome of ["sent", "unclear", "refused"] as const)
    if (outcomes.includes(outcome)) return outcome;
  return "gone";
}

function devicesOf({ loginId, staffId }: PushPerson): Query<Device> {
  const owner: SQL = loginId === null ? sql`staff_id = ${staffId}` : sql`login_id = ${loginId}`;
  return select(
    {
      id: sql<string>`id`,
      endpoint: sql<string>`endpoint`,
      p256dh: sql<string>`p256dh`,
      auth: sql<string>`auth`,
    },
    sql`from living_push_subscriptions where ${owner} order by created_at desc limit 10`,
  );
}

/** The browser withdrew it; nobody did anything here, so the audit has nothing to tell. */
async function forget(ctx: Context, id: string): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update push_subscriptions set deleted_at = ${ctx.nowMs}, updated_at = ${ctx.nowMs},
        version = version + 1 where id = ${id} and deleted_at is null`),
    ],
  });
}
