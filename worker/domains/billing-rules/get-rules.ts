import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { BillingRulesPage } from "../tuition/shapes.ts";
import { billingRulesOf, billingRulesQuery } from "./rules-query.ts";

/** How the school bills; version 0 means that nobody has decided it yet. */
export async function getBillingRules(ctx: Context): Promise<BillingRulesPage> {
  requireRight(ctx, "billing_setup", "view");
  const { stored } = await read(ctx, { stored: billingRulesQuery() });
  return { ...billingRulesOf(stored), version: stored[0]?.version ?? 0 };
}
