import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { feedCalendar } from "../calendar-feeds/feed-calendar.ts";
import { FEED_DAYS } from "../calendar-feeds/read-feed.ts";
import { feedMeetingOf } from "../family-feeds/read-family-feed.ts";
import { comingEvents, familyEvents } from "./family-events.ts";

/**
 * What one booking of the family has before it, as a file for a calendar program; each event is named as in the family's
 * feed, so that whoever has both sees it once. @throws NotFound
 */
export async function bookingCalendar(ctx: Context<GuardianActor>, enrollmentId: string): Promise<string> {
  requireRole(ctx, "pickup_only");
  const { familyId } = ctx.actor;
  const from = today(ctx);
  const { booking, rows } = await read(ctx, {
    booking: select(
      {
        studentId: sql<string>`e.student_id`,
        classId: sql<string>`e.class_id`,
        className: sql<string>`c.name`,
      },
      sql`from enrollments e join living_students s on s.id = e.student_id and s.family_id = ${familyId}
        join classes c on c.id = e.class_id
        where e.id = ${enrollmentId} and e.deleted_at is null and e.kind <> 'wait'`,
    ),
    rows: familyEvents(familyId, { from: addDays(from, -1), to: addDays(from, FEED_DAYS.ahead) }),
  });
  const [known] = booking;
  if (!known) throw new NotFound("booking");
  const own = comingEvents(rows).filter(
    ({ studentId, classId, endsAtMs }) =>
      studentId === known.studentId && classId === known.classId && endsAtMs > ctx.nowMs,
  );
  const { id: accountId, displayName } = ctx.account;
  const name = `${known.className} · ${displayName}`;
  return feedCalendar({ name, accountId, nowMs: ctx.nowMs }, own.map(feedMeetingOf));
}
