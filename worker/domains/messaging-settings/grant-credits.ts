import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { CREDIT_CURRENCY, creditPriceMicros } from "../texts/schemas.ts";

export interface CreditsInput {
  readonly kind: "bought" | "granted";
  readonly credits: number;
  readonly reason: string;
}

/** Message credits that a school bought from, or was given by, whoever runs the service. The balance is their sum. */
export async function grantCredits(
  ctx: Context<SystemActor>,
  { kind, credits, reason }: CreditsInput,
): Promise<{ id: string }> {
  const id = newId("creditEntry", ctx.nowMs);
  const price = kind === "bought" ? creditPriceMicros(ctx.account.phoneRegion) : null;
  const change = new Change(ctx, {
    action: "credits.add",
    summary: `Added ${credits} message credits`,
    right: null,
  });
  change.also(sql`insert into message_credit_entries (id, kind, credits, price_micros, currency, reason, at)
    values (${id}, ${kind}, ${credits}, ${price}, ${price === null ? null : CREDIT_CURRENCY}, ${reason}, ${ctx.nowMs})`);
  await commit(ctx, change);
  return { id };
}
