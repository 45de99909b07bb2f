import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { toCancel } from "./cancel-meetings.ts";
import { foundMeetings, listed, namesOf, spanOf } from "./meeting-rows.ts";
import type { MeetingScope } from "./schemas.ts";
import type { CancelPreview } from "./shapes.ts";
import { takingPart, teaching } from "./who-is-concerned.ts";

/** What cancelling would do: which meetings, how many people, and who could be told by mail. */
export async function previewCancel(
  ctx: Context,
  { scope }: { readonly scope: MeetingScope },
): Promise<CancelPreview> {
  requireRight(ctx, "classes", "full");
  const { found } = await read(ctx, { found: foundMeetings(ctx, spanOf(scope), "full") });
  const meetings = toCancel(found, scope);
  const names = namesOf(meetings);
  const { people, staff } = await read(ctx, {
    people: select(
      {
        students: sql<number>`count(distinct p.student_id)`,
        families: sql<number>`count(distinct p.family_id)`,
        familiesWithMail: sql<number>`count(distinct case when exists (select 1 from emails m
          where m.family_id = p.family_id and m.deleted_at is null) then p.family_id end)`,
      },
      sql`from ${takingPart(names)} p`,
    ),
    staff: select(
      {
        id: sql<string>`s.id`,
        name: sql<string>`s.first_name || ' ' || s.last_name`,
        hasMail: flag(sql`s.email is not null`),
      },
      sql`from staff s where s.id in (select staff_id from ${teaching(names)}) and s.deleted_at is null
        order by s.sort_name`,
    ),
  });
  return {
    meetings: meetings.map((meeting) => ({
      ...listed(meeting),
      students: meeting.students,
      isAttendanceTaken: meeting.isMarked,
    })),
    left: found.length - meetings.length,
    ...people[0]!,
    staff,
  };
}
