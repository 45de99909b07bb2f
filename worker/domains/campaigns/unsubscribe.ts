import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { emails } from "../../../tenant-schema/families.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { addSuppression } from "../suppressions/add-suppression.ts";
import { suppressedAddress } from "../suppressions/suppressed.ts";

export interface Unsubscribed {
  readonly address: string | null;
}

/**
 * Whoever got this mail gets no more advertisements: the opt-in of the address goes in every family that has it. An
 * address that is no family's is put on the list of those that no advertisement goes to. Asked twice, nothing happens.
 */
export async function unsubscribe(ctx: Context<SystemActor>, recipientId: string): Promise<Unsubscribed> {
  const { found } = await ctx.database.read({
    found: select(
      { address: sql<string>`address`, campaignId: sql<string>`campaign_id` },
      sql`from campaign_recipients where id = ${recipientId} and via = 'email' and address <> ''`,
    ),
  });
  const recipient = found[0];
  if (!recipient) return { address: null };
  const { address, campaignId } = recipient;
  const folded = foldEmail(address);
  const { known, listed } = await ctx.database.read({
    known: addressesOf(folded),
    listed: select({ isListed: flag(suppressedAddress(sql`${folded}`, "marketing")) }, sql``),
  });
  const change = new Change(ctx, {
    action: "emails.unsubscribe",
    summary: `${address} wants no more advertisements`,
    right: null,
  });
  for (const row of known) change.update("emails", row, { bulkOptIn: false });
  if (known.length === 0 && !listed[0]?.isListed) {
    addSuppression(ctx, change, { address, reach: "marketing", reason: "unsubscribed", campaignId });
  }
  if (!change.isEmpty) await commit(ctx, change);
  return { address };
}

function addressesOf(folded: string): Query<Row<"emails">> {
  return select(
    allColumns(emails),
    sql`from ${emails} where ${emails.addressFolded} = ${folded} and ${emails.deletedAt} is null`,
  ) as Query<Row<"emails">>;
}
