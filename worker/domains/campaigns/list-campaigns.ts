import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, may } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { countsOf } from "./campaign-queries.ts";
import type { CampaignListFilter } from "./schemas.ts";
import type { CampaignRow } from "./shapes.ts";

/** What waits to be sent, the next first; or what went out or was called off, the newest first. */
export async function listCampaigns(ctx: Context, filter: CampaignListFilter): Promise<Page<CampaignRow>> {
  const channels = channelsOf(ctx);
  const isPending = filter.state === "pending";
  const after = filter.cursor ? decodeCursor(filter.cursor, 2) : null;
  const states = isPending ? ["draft", "scheduled", "sending"] : ["sent", "cancelled"];
  // A cursor is text; the column's affinity is not asked in a comparison of row values.
  const key = isPending
    ? sql`printf('%015d', coalesce(send_at, 999999999999999))`
    : sql`printf('%015d', created_at)`;
  const beyond =
    after === null
      ? sql`true`
      : isPending
        ? sql`(${key}, id) > (${after[0]}, ${after[1]})`
        : sql`(${key}, id) < (${after[0]}, ${after[1]})`;
  const order = isPending ? sql`1, id` : sql`1 desc, id desc`;
  const { rows } = await read(ctx, {
    rows: select(
      { key: sql<string>`${key}`, ...campaignFields() },
      sql`from living_campaigns where state in (${list(states)}) and channel in (${list(channels)}) and ${beyond}
        order by ${order} limit ${PAGE_SIZE + 1}`,
    ),
  });
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.key, row.id], null);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

export function campaignFields() {
  return {
    id: sql<string>`id`,
    version: sql<number>`version`,
    channel: sql<CampaignRow["channel"]>`channel`,
    class: sql<CampaignRow["class"]>`class`,
    subject: sql<string>`iif(subject = '', substr(body, 1, 80), subject)`,
    state: sql<CampaignRow["state"]>`state`,
    sendAt: sql<number | null>`send_at`,
    sentAt: sql<number | null>`sent_at`,
    createdAt: sql<number>`created_at`,
    staffName: sql<string>`staff_name`,
    counts: countsOf(sql`living_campaigns.id`),
  };
}

/** Texts are seen by those who may write them. @throws Forbidden */
function channelsOf(ctx: Context): string[] {
  const channels = [
    ...(may(ctx, "campaigns", "view") ? ["email", "push"] : []),
    ...(may(ctx, "mass_text", "view") ? ["sms"] : []),
  ];
  if (channels.length > 0) return channels;
  throw new Forbidden(
    "right_missing",
    "You need the right “Campaigns”. Ask somebody who manages groups and rights to grant it.",
    { right: "campaigns", level: "view" },
  );
}

function list(values: readonly string[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
}
