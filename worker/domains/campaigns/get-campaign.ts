import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { audienceText } from "./audience-words.ts";
import { attachmentsOf, campaignById, countsOf, isStuck } from "./campaign-queries.ts";
import type { RecipientFilter } from "./schemas.ts";
import type { CampaignCounts, CampaignPage, CampaignRecipient, RecipientState } from "./shapes.ts";
import { variablesFor } from "./variables.ts";

/** One campaign with its words and how far it has come. @throws NotFound, Forbidden */
export async function getCampaign(ctx: Context, id: string): Promise<CampaignPage> {
  const { found, counts, files, links } = await read(ctx, {
    found: campaignById(id),
    counts: select({ counts: countsOf(sql`${id}`), isStuck: isStuck(id) }, sql``),
    files: attachmentsOf(id),
    links: linksQuery(id),
  });
  const campaign = expectRow(found, "campaign");
  requireRight(ctx, campaign.channel === "sms" ? "mass_text" : "campaigns", "view");
  const { version, channel, subject, body, audience, state, sendAt, sentAt, createdAt, staffName } = campaign;
  return {
    id,
    version,
    channel,
    class: campaign.class,
    subject,
    body,
    audience,
    audienceText: audienceText(audience),
    state,
    sendAt,
    sentAt,
    createdAt,
    staffName,
    counts: counts[0]!.counts as CampaignCounts,
    isFrozen: campaign.isFrozen,
    isTracked: links.length > 0,
    failure: campaign.failure,
    isEmptied: campaign.emptiedAt !== null,
    taskId: campaign.taskId,
    isStuck: counts[0]!.isStuck,
    attachments: files.map(({ r2Key: _key, version: _version, ...file }) => file),
    links,
    variables: variablesFor(audience.list),
  };
}

function linksQuery(id: string): Query<{ url: string; clicks: number }> {
  return select(
    { url: sql<string>`url`, clicks: sql<number>`clicks` },
    sql`from campaign_links where campaign_id = ${id} order by position`,
  );
}

/** Whoever opened it also got it: each filter shows those who came that far or further. */
const REACHED: Readonly<Record<RecipientFilter["state"], readonly RecipientState[]>> = {
  all: [
    "sending",
    "unknown",
    "bounced",
    "rejected",
    "waiting",
    "sent",
    "delivered",
    "opened",
    "clicked",
    "skipped",
  ],
  sent: ["sent", "delivered", "opened", "clicked"],
  delivered: ["delivered", "opened", "clicked"],
  opened: ["opened", "clicked"],
  clicked: ["clicked"],
  failed: ["bounced", "rejected"],
  unknown: ["unknown"],
  skipped: ["skipped"],
  waiting: ["waiting", "sending"],
};

/** A page of those a campaign is for, with what became of each. @throws NotFound, Forbidden */
export async function listRecipients(
  ctx: Context,
  id: string,
  filter: RecipientFilter,
): Promise<Page<CampaignRecipient>> {
  const after = filter.cursor ? decodeCursor(filter.cursor, 2) : ["", ""];
  const states = JSON.stringify(REACHED[filter.state]);
  const { found, rows } = await read(ctx, {
    found: campaignById(id),
    rows: select(
      {
        id: sql<string>`r.id`,
        name: sql<string>`r.name`,
        address: sql<string>`r.address`,
        via: sql<CampaignRecipient["via"]>`r.via`,
        state: sql<RecipientState>`r.state`,
        why: sql<string | null>`r.why`,
        sentAt: sql<number | null>`r.sent_at`,
        familyId: sql<string | null>`r.family_id`,
        staffId: sql<string | null>`r.staff_id`,
      },
      sql`from json_each(${states}) j cross join campaign_recipients r indexed by campaign_recipients_state
        on r.campaign_id = ${id} and r.state = j.value where (r.state, r.id) > (${after[0]}, ${after[1]})
        order by r.state, r.id limit ${PAGE_SIZE + 1}`,
    ),
  });
  const campaign = expectRow(found, "campaign");
  requireRight(ctx, campaign.channel === "sms" ? "mass_text" : "campaigns", "view");
  return pageOf(rows, PAGE_SIZE, (row) => [row.state, row.id], null);
}
