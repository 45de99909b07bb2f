import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { listItems } from "../../../tenant-schema/school-lists.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { AccountOptions } from "./schemas.ts";

export async function accountOptions(ctx: Context): Promise<AccountOptions> {
  const found = await read(ctx, {
    settings: portalSettingsQuery(),
    sources: select(
      { id: listItems.id, label: listItems.label },
      sql`from ${listItems} where ${listItems.kind} = 'referral_source' and ${listItems.deletedAt} is null
        order by ${listItems.position}, ${listItems.label}`,
    ),
  });
  const { takesNewAccounts } = portalSettingsOf(found.settings);
  return { takesNewAccounts, referralSources: found.sources };
}
