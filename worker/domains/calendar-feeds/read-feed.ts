import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { addDays, dateAt } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { concerns, substitutesOf } from "../calendar/meeting-query.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import type { FeedMeeting } from "./feed-calendar.ts";

/** How far a feed reaches back and ahead. */
export const FEED_DAYS = { back: 30, ahead: 180 } as const;

export interface Feed {
  readonly kind: "staff" | "room";
  readonly ownerId: string;
  readonly ownerName: string;
}

/** The feed of a token's hash while its owner is there. */
export function feedQuery(tokenHash: string): Query<Feed> {
  return select(
    {
      kind: sql<"staff" | "room">`f.kind`,
      ownerId: sql<string>`f.owner_id`,
      ownerName: sql<string>`coalesce(s.first_name || ' ' || s.last_name, r.name)`,
    },
    sql`from living_calendar_feeds f
      left join living_staff s on f.kind = 'staff' and s.id = f.owner_id and s.is_active = 1
      left join living_rooms r on f.kind = 'room' and r.id = f.owner_id
      where f.token_hash = ${tokenHash} and coalesce(s.id, r.id) is not null`,
  );
}

/** The meetings of a feed, as the calendar shows them to its owner: without those somebody else stands in for. */
export async function feedMeetings(
  database: TenantDatabase,
  feed: Feed,
  at: { readonly nowMs: number; readonly timeZone: string },
): Promise<readonly FeedMeeting[]> {
  const today = dateAt(at.nowMs, at.timeZone);
  const from = addDays(today, -FEED_DAYS.back);
  const to = addDays(today, FEED_DAYS.ahead);
  const only: SQL = feed.kind === "staff" ? concerns(feed.ownerId) : sql`m.room_id = ${feed.ownerId}`;
  const { rows, staff } = await database.read({
    rows: select(
      {
        slotId: sql<string>`m.slot_id`,
        meetsOn: sql<string>`m.meets_on`,
        onDate: sql<string>`m.on_date`,
        startMinute: sql<number>`m.start_minute`,
        durationMinutes: sql<number>`m.duration_minutes`,
        className: sql<string>`m.class_name`,
        timeZone: sql<string>`l.time_zone`,
        locationName: sql<string>`l.name`,
        roomName: sql<string | null>`r.name`,
        instructorIds: json<string[]>(sql`m.instructor_ids`),
        substitutes: json<{ staffId: string; substituteId: string | null }[]>(substitutesOf(sql`m`)),
        isCancelled: flag(sql`m.is_cancelled`),
        reason: sql<string | null>`m.reason`,
        closure: sql<string | null>`m.closure`,
      },
      sql`from ${meetings({ from, to, where: sql`c.is_archived = 0` })} m join locations l on l.id = m.location_id
        left join rooms r on r.id = m.room_id where ${only} order by m.on_date, m.start_minute, m.class_name, m.slot_id`,
    ),
    staff: select(
      { id: sql<string>`id`, name: sql<string>`first_name || ' ' || last_name` },
      sql`from staff`,
    ),
  });
  const nameOf = new Map(staff.map(({ id, name }) => [id, name]));
  return rows.flatMap(({ instructorIds, substitutes, ...row }) => {
    const present = presentAt(instructorIds, substitutes);
    if (feed.kind === "staff" && !present.some(({ id }) => id === feed.ownerId)) return [];
    const instructors = present.map(({ id, standsInFor }) => ({
      name: nameOf.get(id) ?? "",
      standsInFor: standsInFor === null ? null : (nameOf.get(standsInFor) ?? ""),
    }));
    return [{ ...row, ...zoneClock(row.timeZone).instants(row), instructors }];
  });
}

/** Who is there, and for whom. */
function presentAt(
  instructorIds: readonly string[],
  substitutes: readonly { readonly staffId: string; readonly substituteId: string | null }[],
): { readonly id: string; readonly standsInFor: string | null }[] {
  const standIns = new Map(substitutes.map((one) => [one.staffId, one.substituteId]));
  return instructorIds.flatMap((id): { id: string; standsInFor: string | null }[] => {
    const standIn = standIns.get(id);
    if (standIn === undefined) return [{ id, standsInFor: null }];
    return standIn === null ? [] : [{ id: standIn, standsInFor: id }];
  });
}
