import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, may, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { ledgerRulesOf, ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import type { LedgerOptions } from "./shapes.ts";

/** What the forms of the ledger offer: categories that have not expired, and what the actor may do. */
export async function getLedgerOptions(ctx: Context): Promise<LedgerOptions> {
  requireRight(ctx, "charges", "view");
  const day = today(ctx);
  const { rules, categories, programs, locations } = await read(ctx, {
    rules: ledgerRulesQuery(),
    categories: named(sql`from living_charge_categories where expires_on is null or expires_on >= ${day}
      order by position, name`),
    programs: named(sql`from programs where deleted_at is null order by name`),
    locations: named(sql`from locations where deleted_at is null order by name`),
  });
  return {
    currency: ctx.account.currency,
    today: day,
    rules: ledgerRulesOf(rules),
    categories,
    programs,
    locations,
    may: {
      charge: may(ctx, "charges", "full"),
      voidCharges: may(ctx, "void_charges", "full"),
      pay: may(ctx, "payments", "full"),
      credit: may(ctx, "credits", "full"),
      refund: may(ctx, "refunds", "full"),
      typeTax: may(ctx, "billing_setup", "full"),
      lockPeriod: may(ctx, "period_lock", "full"),
    },
  };
}

function named(tail: SQL): Query<{ id: string; name: string }> {
  return select({ id: sql<string>`id`, name: sql<string>`name` }, tail);
}
