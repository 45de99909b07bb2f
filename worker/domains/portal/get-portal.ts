import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import type { KeptAMoment } from "../../kernel/kept-a-moment.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { Portal, PortalLocation } from "./schemas.ts";

type Asked = Pick<Portal, "language" | "demo">;
/** What a school says of itself to everybody, whatever language it is asked in. */
export type SchoolFacts = Pick<Portal, "settings" | "locations" | "has">;

/** The school as everybody sees it, signed in or not. */
export async function getPortal(ctx: Context, asked: Asked): Promise<Portal> {
  return portalOf(ctx, await readFacts(ctx), asked);
}

/**
 * The same for somebody who is not signed in, as it was a moment ago: a rush of visitors costs no trip each. What staff
 * write through this isolate is seen at once, what others write half a second later.
 */
export async function getVisitorsPortal(
  ctx: Context,
  cache: KeptAMoment<SchoolFacts>,
  asked: Asked,
): Promise<Portal> {
  const { id } = ctx.account;
  const shown = cache.shown(id, ctx.nowMs);
  if (shown) return portalOf(ctx, shown, asked);
  cache.begin(id, ctx.nowMs);
  const facts = await readFacts(ctx);
  cache.keep(id, facts, ctx.nowMs);
  return portalOf(ctx, facts, asked);
}

function portalOf(ctx: Context, facts: SchoolFacts, asked: Asked): Portal {
  const { id, urlName, displayName, timeZone, locale, currency, phoneRegion } = ctx.account;
  return {
    account: { id, urlName, displayName, timeZone, locale, currency, phoneRegion },
    ...facts,
    ...asked,
  };
}

async function readFacts(ctx: Context): Promise<SchoolFacts> {
  const today = dateAt(ctx.nowMs, ctx.account.timeZone);
  const found = await read(ctx, {
    settings: portalSettingsQuery(),
    locations: select(
      {
        id: sql<string>`id`,
        name: sql<string>`name`,
        timeZone: sql<string>`time_zone`,
        phone: sql<string | null>`phone`,
        email: sql<string | null>`email`,
        addressLine1: sql<string | null>`address_line1`,
        addressLine2: sql<string | null>`address_line2`,
        city: sql<string | null>`city`,
        region: sql<string | null>`region`,
        postalCode: sql<string | null>`postal_code`,
        text: sql<string | null>`portal_text`,
        imageFileId: sql<string | null>`image_file_id`,
      },
      sql`from living_locations order by position, name, id`,
    ),
    has: select(
      {
        news: flag(sql`exists (select 1 from living_news_items
          where starts_on <= ${today} and (ends_on is null or ends_on >= ${today}))`),
        staff: flag(sql`exists (select 1 from living_staff where is_in_portal = 1 and is_active = 1)`),
        policies: flag(sql`exists (select 1 from living_policies where is_public = 1)`),
      },
      sql``,
    ),
  });
  const settings = portalSettingsOf(found.settings);
  const has = found.has[0]!;
  return {
    settings,
    locations: found.locations.map(toLocation),
    has: { ...has, news: has.news && settings.showsNews, staff: has.staff && settings.showsStaff },
  };
}

interface LocationRow extends Omit<PortalLocation, "address"> {
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
}

function toLocation(row: LocationRow): PortalLocation {
  const { id, name, timeZone, phone, email, text, imageFileId } = row;
  const place = [row.city, row.region, row.postalCode].filter(Boolean).join(" ");
  const address = [row.addressLine1, row.addressLine2, place].filter((line): line is string => !!line);
  return { id, name, timeZone, phone, email, address, text, imageFileId };
}
