import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { actorId, type Context, may, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { plansForOthers } from "./feed-rights.ts";
import type { CalendarFeed } from "./schemas.ts";

/** The calendars with an address: one's own, and for who plans classes everybody's. */
export async function listFeeds(ctx: Context): Promise<readonly CalendarFeed[]> {
  requireRight(ctx, "classes", "view");
  const which = plansForOthers(ctx)
    ? sql`true`
    : sql`f.kind = 'staff' and f.owner_id = ${actorId(ctx.actor)}`;
  const { feeds } = await read(ctx, {
    feeds: select(
      {
        id: sql<string>`f.id`,
        kind: sql<"staff" | "room">`f.kind`,
        ownerId: sql<string>`f.owner_id`,
        ownerName: sql<string>`coalesce(s.first_name || ' ' || s.last_name, r.name)`,
        locationId: sql<string | null>`r.location_id`,
        createdAt: sql<number>`f.created_at`,
        version: sql<number>`f.version`,
      },
      sql`from living_calendar_feeds f left join staff s on f.kind = 'staff' and s.id = f.owner_id
        left join rooms r on f.kind = 'room' and r.id = f.owner_id where ${which} order by f.kind desc, 4, f.id`,
    ),
  });
  return feeds
    .filter(({ locationId }) => locationId === null || may(ctx, "classes", "full", locationId))
    .map(({ locationId: _locationId, ...feed }) => feed);
}
