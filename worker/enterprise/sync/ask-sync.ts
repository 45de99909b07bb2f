import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { handOut } from "../../jobs/schedule-syncs.ts";
import { Limit, NotFound } from "../../kernel/errors.ts";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import type { RefreshInput } from "./schemas.ts";

const MINUTE_MS = 60_000;
/** One account may be asked for again after a minute, all of them after ten. */
const ONE_AGAIN_MS = MINUTE_MS;
const ALL_AGAIN_MS = 10 * MINUTE_MS;

/** Has one account, or all, read now rather than at their minute of the day. @throws NotFound, Limit `refreshed_just_now` */
export async function askSync(
  ctx: EnterpriseContext,
  { accountId }: RefreshInput,
): Promise<{ readonly summary: string; readonly accounts: number }> {
  const visible = await ctx.services.house.visibleAccounts.of(ctx);
  const wanted = accountId === null ? visible : visible.filter(({ id }) => id === accountId);
  if (wanted.length === 0) throw new NotFound("account");
  const { enterpriseId } = ctx.actor;
  const pauseMs = accountId === null ? ALL_AGAIN_MS : ONE_AGAIN_MS;
  const ids = JSON.stringify(wanted.map(({ id }) => id));
  const mayAsk = sql`enterprise_id = ${enterpriseId} and account_id in (select value from json_each(${ids}))
    and (asked_at is null or asked_at <= ${ctx.nowMs - pauseMs})`;
  const { due } = await ctx.control.read({
    due: select({ accountId: sql<string>`account_id` }, sql`from enterprise_syncs where ${mayAsk}`),
  });
  if (due.length === 0) {
    const minutes = pauseMs / MINUTE_MS;
    throw new Limit(
      "refreshed_just_now",
      `This was refreshed less than ${minutes === 1 ? "a minute" : `${minutes} minutes`} ago. Wait a little, then ask again.`,
    );
  }
  const summary =
    accountId === null
      ? `Refreshed the figures of ${due.length} accounts`
      : `Refreshed the figures of ${wanted[0]!.name}`;
  const outcome = { summary, accounts: due.length };
  const act = { action: "figures.refresh", summary, accountId };
  await commitEnterprise(
    ctx,
    act,
    [sql`update enterprise_syncs set asked_at = ${ctx.nowMs} where ${mayAsk}`],
    outcome,
  );
  await handOut(
    ctx.services,
    due.map((one) => ({ ...one, enterpriseId })),
    ctx.nowMs,
  );
  return outcome;
}
