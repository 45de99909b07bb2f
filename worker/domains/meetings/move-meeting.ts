import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { isMarked } from "../../../tenant-schema/meetings.ts";
import type { meetingExceptions } from "../../../tenant-schema/schedule.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { attendanceTaken, commitMeetings } from "./commit-meetings.ts";
import {
  changedMeanwhile,
  exceptionsOf,
  expectMeetings,
  type FoundMeeting,
  foundMeetings,
  namesOf,
  stillMeet,
} from "./meeting-rows.ts";
import { movedRoom } from "./moved-room.ts";
import { addNotices } from "./notices.ts";
import type { MeetingKey, MoveInput, PreviewMoveInput } from "./schemas.ts";

/**
 * Moves one meeting to another day, time or room; whoever takes it comes there. Double bookings are warned of before
 * (`previewMove`) and never refused here.
 * @throws NotFound, Conflict `changed_meanwhile` | `meeting_cancelled` | `attendance_taken`, Precondition
 */
export async function moveMeeting(
  ctx: Context,
  key: MeetingKey,
  input: MoveInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const names = namesOf([key, { slotId: key.slotId, meetsOn: input.onDate }]);
  const { found, exceptions, rooms } = await read(ctx, {
    found: foundMeetings(ctx, { named: names }, "full"),
    exceptions: exceptionsOf(namesOf([key])),
    rooms: movedRoom(input.roomId ?? null),
  });
  const [meeting] = expectMeetings(
    found.filter(({ meetsOn }) => meetsOn === key.meetsOn),
    [key],
  ) as [FoundMeeting];
  const [exception] = exceptions;
  if ((exception?.version ?? null) !== input.version) throw changedMeanwhile();
  mayMove(meeting, found, input, rooms[0]);
  const patch = { ...placeOf(meeting, input), reason: input.reason };
  const change = new Change(ctx, {
    action: "meetings.move",
    summary: `Moved ${meeting.className} on ${meeting.onDate} to ${input.onDate}, ${clock(input.startMinute)}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  if (!writeMoved(ctx, change, meeting, exception, patch)) return { change: null };
  change.guard("row_living", stillMeet(namesOf([key])));
  for (const day of new Set([key.meetsOn, input.onDate])) {
    change.guard(
      "no_attendance",
      sql`not ${isMarked(sql`${key.slotId}`, sql`${day}`, sql`${meeting.classId}`)}`,
    );
  }
  addNotices(change, { kind: "moved", meetings: [key], notify: input.notify, message: null });
  return { change: await commitMeetings(ctx, change) };
}

type Exception = typeof meetingExceptions.$inferSelect;
type Patch = Pick<Exception, "movedOn" | "startMinute" | "durationMinutes" | "roomId" | "reason">;

/** Writes what differs from the slot; where nothing does any more, the exception goes. */
function writeMoved(
  ctx: Context,
  change: Change,
  meeting: FoundMeeting,
  exception: Exception | undefined,
  patch: Patch,
): boolean {
  const { reason: _reason, ...place } = patch;
  const isAtHome = Object.values(place).every((value) => value === null);
  if (exception && isAtHome) change.remove("meetingExceptions", exception);
  else if (exception) return change.update("meetingExceptions", exception, patch);
  else if (!isAtHome) {
    const { slotId, classId, meetsOn } = meeting;
    change.insert("meetingExceptions", {
      id: newId("meetingException", ctx.nowMs),
      slotId,
      classId,
      meetsOn,
      ...patch,
    });
  }
  return !change.isEmpty;
}

/** What the exception says of a new place: null wherever it is what the slot says anyway. */
function placeOf(meeting: FoundMeeting, input: PreviewMoveInput): Omit<Patch, "reason"> {
  const { onDate, startMinute, durationMinutes = meeting.durationMinutes, roomId = meeting.roomId } = input;
  return {
    movedOn: onDate === meeting.meetsOn ? null : onDate,
    startMinute: startMinute === meeting.ruleStartMinute ? null : startMinute,
    durationMinutes: durationMinutes === meeting.ruleDurationMinutes ? null : durationMinutes,
    roomId: roomId === meeting.ruleRoomId ? null : roomId,
  };
}

/** @throws when the meeting may not be moved there; `found` has the slot's own meeting of the new day too */
function mayMove(
  meeting: FoundMeeting,
  found: readonly FoundMeeting[],
  input: MoveInput,
  room: { readonly locationId: string } | undefined,
): void {
  if (meeting.isCancelled) {
    throw new Conflict("meeting_cancelled", "This meeting is cancelled. Restore it first, then move it.");
  }
  if (found.some((one) => one.isMarked)) throw attendanceTaken();
  if (meeting.closure !== null && input.onDate === meeting.meetsOn) {
    const message = `${meeting.closure}: nothing meets on that day. Choose another day.`;
    throw new Precondition("closed_day", message, [{ path: "onDate", message }]);
  }
  if (input.roomId !== undefined && room?.locationId !== meeting.locationId) {
    const message = "There is no such room at this location.";
    throw new Precondition("room_elsewhere", message, [{ path: "roomId", message }]);
  }
}

/** 16:05, for summaries. */
function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
