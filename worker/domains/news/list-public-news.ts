import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type Context, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { PublicNewsItem } from "./schemas.ts";

/** Nobody reads on for longer, and the landing page turns them over one by one. */
const MAX_ITEMS = 100;

/** What is told today to everybody who comes by, in the order that the school chose; nothing while news are switched off. */
export async function listPublicNews(ctx: Context): Promise<{ items: readonly PublicNewsItem[] }> {
  const day = today(ctx);
  const { settings, items } = await read(ctx, {
    settings: portalSettingsQuery(),
    items: select(
      {
        id: sql<string>`id`,
        title: sql<string>`title`,
        summary: sql<string>`summary`,
        body: sql<string>`body`,
        imageFileId: sql<string | null>`image_file_id`,
        locationId: sql<string | null>`location_id`,
        startsOn: sql<string>`starts_on`,
        isOnLanding: flag(sql`is_on_landing = 1`),
      },
      sql`from living_news_items where starts_on <= ${day} and (ends_on is null or ends_on >= ${day})
        order by position, starts_on desc, id desc limit ${MAX_ITEMS}`,
    ),
  });
  const { isOpen, showsNews } = portalSettingsOf(settings);
  return { items: isOpen && showsNews ? items : [] };
}
