import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { everybodysMeetings, foundMeetings, listed, nameOf } from "./meeting-rows.ts";
import { zoneClock } from "./meeting-time.ts";
import { overlap, presentFrom, timed } from "./overlaps.ts";
import type { PreviewAwayInput } from "./schemas.ts";
import type { AwayPreview } from "./shapes.ts";
import { mayStaff, staffNamed } from "./substitute-rows.ts";

/** Over more days than this, who is busy when is not looked up: it would read every meeting of half a year. */
const BUSY_DAYS = 31;

/** The meetings somebody would miss, who stands in already, and who could not because they teach at that time. */
export async function previewAway(ctx: Context, input: PreviewAwayInput): Promise<AwayPreview> {
  requireRight(ctx, "classes", "full");
  mayStaff(ctx, input.staffId);
  const { staffId, from, to } = input;
  const asksBusy = to < addDays(from, BUSY_DAYS);
  const { found, all, substitutes, staff } = await read(ctx, {
    found: foundMeetings(ctx, { from, to }, "full", sql`instr(m.instructor_ids, ${staffId}) > 0`),
    all: everybodysMeetings({ from, to }, asksBusy ? sql`m.instructor_ids <> '[]'` : sql`false`),
    substitutes: select(
      {
        slotId: sql<string>`slot_id`,
        meetsOn: sql<string>`meets_on`,
        staffId: sql<string>`staff_id`,
        substituteId: sql<string | null>`substitute_id`,
      },
      sql`from living_meeting_substitutes where meets_on between ${from} and ${to}
        or (slot_id, meets_on) in (select slot_id, meets_on from living_meeting_exceptions
          where moved_on between ${from} and ${to})`,
    ),
    staff: staffNamed([staffId]),
  });
  const [person] = staff;
  if (!person) throw new NotFound("member of staff");
  const taken = timed(all, presentFrom(substitutes));
  const decided = new Map(
    substitutes
      .filter((one) => one.staffId === staffId)
      .map((one) => [nameOf(one), { substituteId: one.substituteId }]),
  );
  const meetings = found
    .filter((meeting) => !meeting.isCancelled && meeting.closure === null)
    .map((meeting) => {
      const at = zoneClock(meeting.timeZone).instants(meeting);
      const others = taken.filter((one) => nameOf(one.meeting) !== nameOf(meeting) && overlap(at, one));
      const busyStaffIds = [...new Set(others.flatMap(({ staffIds }) => staffIds))];
      return { ...listed(meeting), decided: decided.get(nameOf(meeting)) ?? null, busyStaffIds };
    });
  return { staff: { id: person.id, name: person.name }, meetings };
}
