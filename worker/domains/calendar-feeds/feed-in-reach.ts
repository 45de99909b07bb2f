import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { mayFeed } from "./feed-rights.ts";

/** A feed that the actor may renew or revoke, also when its owner has left. @throws NotFound, Conflict */
export async function feedInReach(
  ctx: Context,
  feedId: string,
  version: number,
): Promise<{ feed: Row<"calendarFeeds">; ownerName: string }> {
  const { feeds, owners } = await read(ctx, {
    feeds: livingById("calendarFeeds", feedId),
    owners: select(
      {
        name: sql<string>`coalesce(s.first_name || ' ' || s.last_name, r.name)`,
        locationId: sql<string | null>`r.location_id`,
      },
      sql`from living_calendar_feeds f left join staff s on f.kind = 'staff' and s.id = f.owner_id
        left join rooms r on f.kind = 'room' and r.id = f.owner_id where f.id = ${feedId}`,
    ),
  });
  const [found] = feeds;
  if (!found) throw new NotFound("calendar address");
  const owner = owners[0];
  mayFeed(ctx, found.kind, found.ownerId, owner);
  return { feed: expectRow(feeds, "calendar address", version), ownerName: owner.name };
}
