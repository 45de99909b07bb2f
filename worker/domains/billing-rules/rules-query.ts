import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type BillingRules, billingRules } from "./schemas.ts";

interface StoredBillingRules {
  readonly id: string;
  readonly value: unknown;
  readonly version: number;
}

/** How the school bills, as it is stored, to be read beside whatever a use-case needs. */
export function billingRulesQuery(): Query<StoredBillingRules> {
  return select(
    { id: sql<string>`id`, value: json<unknown>(sql`value`), version: sql<number>`version` },
    sql`from settings where id = 'billing'`,
  );
}

/** What was decided, with the defaults for what nobody decided. */
export function billingRulesOf(stored: readonly StoredBillingRules[]): BillingRules {
  return billingRules.parse(stored[0]?.value ?? {});
}
