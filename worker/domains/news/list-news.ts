import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { NewsPage } from "./schemas.ts";

const MAX_ROWS = 500;

/** Every item, also those to come and those that are over, in the order in which families see them. */
export async function listNews(ctx: Context): Promise<NewsPage> {
  requireRight(ctx, "news", "view");
  const day = today(ctx);
  const { settings, rows, locations } = await read(ctx, {
    settings: portalSettingsQuery(),
    rows: select(
      {
        id: sql<string>`n.id`,
        version: sql<number>`n.version`,
        title: sql<string>`n.title`,
        summary: sql<string>`n.summary`,
        body: sql<string>`n.body`,
        imageFileId: sql<string | null>`n.image_file_id`,
        locationId: sql<string | null>`n.location_id`,
        locationName: sql<string | null>`l.name`,
        isOnLanding: flag(sql`n.is_on_landing = 1`),
        startsOn: sql<string>`n.starts_on`,
        endsOn: sql<string | null>`n.ends_on`,
        state: sql<"planned" | "shown" | "over">`case when n.starts_on > ${day} then 'planned'
          when n.ends_on < ${day} then 'over' else 'shown' end`,
      },
      sql`from living_news_items n left join locations l on l.id = n.location_id
        order by n.position, n.starts_on desc, n.id desc limit ${MAX_ROWS}`,
    ),
    locations: select(
      { id: sql<string>`id`, name: sql<string>`name` },
      sql`from living_locations order by position, name, id`,
    ),
  });
  return { rows, locations, isInPortal: portalSettingsOf(settings).showsNews };
}
