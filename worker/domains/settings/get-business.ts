import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { settings } from "../../../tenant-schema/foundation.ts";
import { type AccountFacts, type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { Business, BusinessFields } from "./schemas.ts";

export async function getBusiness(ctx: Context): Promise<Business> {
  requireRight(ctx, "settings", "view");
  const { stored } = await read(ctx, { stored: businessRow() });
  const { urlName, plan, currency } = ctx.account;
  const fields = businessOf(ctx.account, stored[0]?.value);
  return { business: { ...fields, version: stored[0]?.version ?? 0 }, account: { urlName, plan, currency } };
}

/** The row that says who the business is; there is none before somebody saved it. */
export function businessRow(): Query<{ id: string; value: Partial<BusinessFields>; version: number }> {
  return select(
    { id: settings.id, value: settings.value, version: settings.version },
    sql`from ${settings} where ${settings.id} = 'business'`,
  ) as Query<{ id: string; value: Partial<BusinessFields>; version: number }>;
}

/** What was saved, over what the account was opened with. */
export function businessOf(account: AccountFacts, stored: Partial<BusinessFields> = {}): BusinessFields {
  const { displayName, timeZone, locale, phoneRegion } = account;
  const nothing = {
    website: null,
    phone: null,
    email: null,
    addressLine1: null,
    addressLine2: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
  };
  return { displayName, timeZone, locale, phoneRegion, ...nothing, ...stored };
}
