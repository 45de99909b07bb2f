import { type SQL, sql } from "drizzle-orm";
import { allColumns, flag, json, type Query, select } from "../../../control-plane/query.ts";
import { campaigns } from "../../../tenant-schema/campaigns.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { Audience } from "./schemas.ts";
import type { AttachmentRow, CampaignCounts } from "./shapes.ts";

export type StoredCampaign = Omit<Row<"campaigns">, "audience"> & {
  readonly audience: Audience;
};

export function campaignById(id: string): Query<StoredCampaign> {
  return select(
    allColumns(campaigns),
    sql`from ${campaigns} where ${campaigns.id} = ${id} and ${campaigns.deletedAt} is null`,
  ) as unknown as Query<StoredCampaign>;
}

/** How many recipients of a campaign are in which state. */
export function countsOf(id: SQL): SQL<CampaignCounts> {
  return json<CampaignCounts>(sql`(select json_group_object(t.state, t.recipients) from campaign_tallies t
    where t.campaign_id = ${id} and t.recipients > 0)`);
}

/** Whether a campaign is being sent by a task that gave up. */
export function isStuck(id: string): SQL<boolean> {
  return flag(sql`exists (select 1 from living_campaigns c join tasks t on t.id = c.task_id
    where c.id = ${id} and c.state = 'sending' and t.status in ('failed', 'cancelled'))`);
}

export const CAMPAIGN_FILE = "campaign";

export interface StoredAttachment extends AttachmentRow {
  readonly r2Key: string;
  readonly version: number;
}

export function attachmentsOf(campaignId: string): Query<StoredAttachment> {
  return select(
    {
      id: sql<string>`f.id`,
      name: sql<string>`f.name`,
      contentType: sql<string>`f.content_type`,
      sizeBytes: sql<number>`f.size_bytes`,
      r2Key: sql<string>`f.r2_key`,
      version: sql<number>`f.version`,
    },
    sql`from files f where f.owner_id = ${campaignId} and f.owner_kind = ${CAMPAIGN_FILE} and f.deleted_at is null
      order by f.id`,
  );
}

/** Until it is being sent, a campaign may be changed and called off. */
export function requirePending(campaign: Pick<StoredCampaign, "state">): void {
  if (campaign.state === "draft" || campaign.state === "scheduled") return;
  throw alreadyOut(campaign.state);
}

export function alreadyOut(state: StoredCampaign["state"]): Conflict {
  const text = {
    sending: "This is being sent already. Stop it on its page if it should go no further.",
    sent: "This was sent already. Make a new one of its words instead.",
    cancelled: "This was called off. Make a new one of its words instead.",
  } as const;
  return new Conflict("campaign_state", state in text ? text[state as keyof typeof text] : "Try again.");
}

/** The condition that it is still in one of those states. */
export function inState(id: string, ...states: readonly StoredCampaign["state"][]): SQL {
  return sql`exists (select 1 from living_campaigns where id = ${id} and state in (${sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )}))`;
}
