import { sql } from "drizzle-orm";
import { isMarked } from "../../../tenant-schema/meetings.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { attendanceTaken, commitMeetings } from "./commit-meetings.ts";
import { exceptionsOf, expectMeetings, type FoundMeeting, foundMeetings, namesOf } from "./meeting-rows.ts";
import type { MeetingKey } from "./schemas.ts";

/**
 * Puts a meeting that was moved back to where its slot says; a cancelled one stays cancelled.
 * @throws NotFound, Conflict `not_moved` | `attendance_taken` | `changed_meanwhile`
 */
export async function putBackMeeting(
  ctx: Context,
  key: MeetingKey,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "classes", "full");
  const names = namesOf([key]);
  const { found, exceptions } = await read(ctx, {
    found: foundMeetings(ctx, { named: names }, "full"),
    exceptions: exceptionsOf(names),
  });
  const [meeting] = expectMeetings(found, [key]) as [FoundMeeting];
  if (!meeting.isMoved) throw new Conflict("not_moved", "This meeting is where its class always meets.");
  const exception = expectRow(exceptions, "meeting", version);
  if (meeting.isMarked) throw attendanceTaken();
  const change = new Change(ctx, {
    action: "meetings.put_back",
    summary: `Put ${meeting.className} on ${meeting.onDate} back to ${meeting.meetsOn}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  if (meeting.isCancelled) {
    const atHome = { movedOn: null, startMinute: null, durationMinutes: null, roomId: null };
    change.update("meetingExceptions", exception, atHome);
  } else change.remove("meetingExceptions", exception);
  const { slotId, meetsOn, classId } = meeting;
  change.guard("no_attendance", sql`not ${isMarked(sql`${slotId}`, sql`${meetsOn}`, sql`${classId}`)}`);
  return { change: await commitMeetings(ctx, change) };
}
