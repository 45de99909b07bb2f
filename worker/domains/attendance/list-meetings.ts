import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { studentsOn } from "../../../tenant-schema/openings.ts";
import { actorId, type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { meetingFields, meetingNames } from "./meeting-facts.ts";
import type { MeetingsFilter } from "./schemas.ts";
import type { DayOfMeetings, MeetingRow, TakenState } from "./shapes.ts";

/** The meetings of a day within reach, by the clock, with how far attendance was taken; from tallies, in one round trip. */
export async function listMeetings(ctx: Context, filter: MeetingsFilter): Promise<DayOfMeetings> {
  requireRight(ctx, "attendance", "view");
  const date = filter.date ?? today(ctx);
  const found = await read(ctx, {
    meetings: select(
      {
        ...meetingFields,
        expected: studentsOn(sql`m.slot_id`, sql`m.meets_on`),
        present: sql<number>`coalesce(t.present, 0)`,
        absent: sql<number>`coalesce(t.absent, 0)`,
        tardy: sql<number>`coalesce(t.tardy, 0)`,
      },
      sql`from ${meetings({ from: date, to: date, where: classScope(ctx, "attendance", "view") })} m ${meetingNames}
        left join meeting_tallies t on t.meets_on = m.meets_on and t.slot_id = m.slot_id
        order by m.start_minute, m.class_name, m.slot_id`,
    ),
  });
  const me = actorId(ctx.actor);
  return {
    date,
    meetings: found.meetings.map((row) => ({
      ...row,
      taken: takenState(row),
      isMine: row.teachers.some(({ staffId }) => staffId === me),
    })),
  };
}

function takenState(row: Pick<MeetingRow, "expected" | "present" | "absent" | "tardy">): TakenState {
  const marked = row.present + row.absent + row.tardy;
  if (row.expected === 0 && marked === 0) return "nobody";
  if (marked >= row.expected) return "taken";
  // Absences are also said days before; only somebody who came shows that the roll was called.
  return row.present + row.tardy > 0 ? "partly" : "not_taken";
}
