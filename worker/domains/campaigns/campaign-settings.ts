import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { CampaignSettings } from "./shapes.ts";

interface Stored {
  readonly value: { readonly isTracked?: boolean; readonly mailsPerMinute?: number } | null;
  readonly version: number;
}

/** A provider that knows the sender takes as many; a new domain should begin with fewer. */
const DEFAULTS = { isTracked: true, mailsPerMinute: 1_200 };

export function campaignSettingsQuery(): Query<Stored> {
  return select(
    { value: json<Stored["value"]>(sql`value`), version: sql<number>`version` },
    sql`from settings where id = 'campaigns'`,
  );
}

export function campaignSettingsOf(stored: readonly Stored[]): CampaignSettings {
  return { ...DEFAULTS, ...stored[0]?.value, version: stored[0]?.version ?? 0 };
}

export async function getCampaignSettings(ctx: Context): Promise<CampaignSettings> {
  requireRight(ctx, "settings", "view");
  const { stored } = await read(ctx, { stored: campaignSettingsQuery() });
  return campaignSettingsOf(stored);
}

export interface SenderFacts {
  readonly replyTo: string | null;
  readonly postalAddress: string;
}

/** Who answers go to, and the postal address that advertisements carry. */
export function senderQuery(): Query<SenderFacts> {
  return select(
    {
      replyTo: sql<
        string | null
      >`(select json_extract(value, '$.email') from settings where id = 'business')`,
      postalAddress: sql<string>`coalesce((select trim(coalesce(json_extract(value, '$.addressLine1'), '') || ', '
        || coalesce(json_extract(value, '$.postalCode'), '') || ' ' || coalesce(json_extract(value, '$.city'), ''), ', ')
        from settings where id = 'business'), '')`,
    },
    sql``,
  );
}
