import { sql } from "drizzle-orm";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { calendarMeetings, meetingQuery } from "../calendar/meeting-query.ts";
import type { CalendarMeeting } from "../calendar/shapes.ts";
import { namesOf } from "./meeting-rows.ts";
import type { MeetingKey } from "./schemas.ts";

/** One meeting as the calendar shows it. @throws NotFound when the slot does not meet on that date */
export async function getMeeting(ctx: Context, key: MeetingKey): Promise<CalendarMeeting> {
  requireRight(ctx, "classes", "view");
  const where = sql`c.is_archived = 0 and ${classScope(ctx, "classes", "view")}`;
  const { found } = await read(ctx, { found: meetingQuery({ named: namesOf([key]), where }, ctx.nowMs) });
  const [meeting] = calendarMeetings(found);
  if (!meeting) throw new NotFound("meeting on that date");
  return meeting;
}
