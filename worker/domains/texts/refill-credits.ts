import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { startOfDateMs } from "../../../tenant-schema/dates.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import type { MessagingSettings } from "../messaging-settings/schemas.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { CREDIT_CURRENCY, creditPriceMicros } from "./schemas.ts";

type Refill = MessagingSettings["refill"];

/**
 * Buys credits once fewer are left than the school keeps, or than a text needs, where it wants that: an entry with its
 * price, which whoever runs the service bills. Answers whether there are enough now.
 */
export async function refillCredits(ctx: Context, needed = 0): Promise<boolean> {
  const { stored, left } = await ctx.database.read({ stored: messagingSettingsQuery(), left: creditsLeft() });
  const { refill } = messagingSettingsOf(stored);
  const least = Math.max(refill.below, needed);
  if (left[0]!.left >= least) return true;
  if (!refill.isOn) return false;
  try {
    await buy(ctx, refill, least);
    return true;
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    // Somebody else was faster, or the month's credits are bought.
    const { now } = await ctx.database.read({ now: creditsLeft() });
    return now[0]!.left >= least;
  }
}

function creditsLeft() {
  return select({ left: sql<number>`value` }, sql`from tallies where name = 'message_credits'`);
}

/** What was bought by itself in the month of the school's clock. */
export function refilledSince(ctx: Context) {
  const since = startOfDateMs(`${today(ctx).slice(0, 7)}-01`, ctx.account.timeZone);
  return sql`(select coalesce(sum(credits), 0) from message_credit_entries where is_refill = 1 and at >= ${since})`;
}

/** Of two that look at once one buys: what is left is asked again in the batch that adds to it. */
async function buy(ctx: Context, { below, credits, atMostAMonth }: Refill, least: number): Promise<void> {
  const { addition: _none, ...own } = ctx;
  const actor: SystemActor = { kind: "system", name: "Automatic refill", onBehalfOf: null };
  const house: Context<SystemActor> = { ...own, actor, idempotency: null };
  const change = new Change(house, {
    action: "credits.refill",
    summary: `Bought ${credits} message credits: fewer than ${least} were left`,
    right: null,
  });
  change.guard("credits_low", sql`(select value from tallies where name = 'message_credits') < ${least}`);
  change.guard("credits_low", sql`${refilledSince(ctx)} + ${credits} <= ${atMostAMonth}`);
  change.also(sql`insert into message_credit_entries (id, kind, credits, price_micros, currency, reason, at, is_refill)
    values (${newId("creditEntry", ctx.nowMs)}, 'bought', ${credits}, ${creditPriceMicros(ctx.account.phoneRegion)},
      ${CREDIT_CURRENCY}, ${`Fewer than ${below} were left`}, ${ctx.nowMs}, 1)`);
  await commit(house, change);
}
