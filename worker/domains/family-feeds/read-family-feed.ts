import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { addDays, dateAt } from "../../../tenant-schema/dates.ts";
import type { FeedMeeting } from "../calendar-feeds/feed-calendar.ts";
import { FEED_DAYS } from "../calendar-feeds/read-feed.ts";
import { comingEvents, familyEvents } from "../coming-up/family-events.ts";
import type { ComingEvent } from "../coming-up/shapes.ts";

/** The family of a token's hash, while the guardian who made it may see the schedule: as for a session. */
export function familyFeedQuery(tokenHash: string): Query<{ familyId: string; name: string }> {
  return select(
    { familyId: sql<string>`f.id`, name: sql<string>`f.name` },
    sql`from family_feeds k join living_families f on f.id = k.family_id
      join living_family_logins fl on fl.family_id = k.family_id and fl.login_id = k.login_id
      join living_logins l on l.id = k.login_id
      where k.token_hash = ${tokenHash} and k.deleted_at is null
        and not exists (select 1 from family_suspensions x
          where x.family_id = k.family_id and x.lifted_at is null and x.deleted_at is null)`,
  );
}

/** What the children of a family have behind and before them, as a calendar program is told. */
export async function familyFeedMeetings(
  database: TenantDatabase,
  familyId: string,
  at: { readonly nowMs: number; readonly timeZone: string },
): Promise<readonly FeedMeeting[]> {
  const today = dateAt(at.nowMs, at.timeZone);
  const span = { from: addDays(today, -FEED_DAYS.back), to: addDays(today, FEED_DAYS.ahead) };
  const { rows } = await database.read({ rows: familyEvents(familyId, span) });
  return comingEvents(rows).map(feedMeetingOf);
}

const KINDS: Readonly<Record<ComingEvent["kind"], string | null>> = {
  active: null,
  trial: "Trial",
  makeup: "Makeup",
  single_day: "Single day",
};

/** One child at one meeting, as a calendar program shows it. */
export function feedMeetingOf(event: ComingEvent): FeedMeeting {
  const { slotId, meetsOn, studentId, startsAtMs, endsAtMs, locationName, roomName } = event;
  return {
    ...{ slotId, meetsOn, studentId, startsAtMs, endsAtMs, locationName, roomName },
    className: `${event.firstName}: ${event.className}`,
    instructors: event.teachers.map(({ name, substituteFor }) => ({ name, standsInFor: substituteFor })),
    isCancelled: event.isOff,
    reason: event.offReason,
    closure: null,
    notes: [KINDS[event.kind], event.isAbsent ? "Reported absent" : null].filter((note) => note !== null),
  };
}
