import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import {
  everybodysMeetings,
  expectMeetings,
  type FoundMeeting,
  foundMeetings,
  listed,
  nameOf,
  namesOf,
  substitutesAt,
} from "./meeting-rows.ts";
import { zoneClock } from "./meeting-time.ts";
import { type MovedRoom, movedRoom } from "./moved-room.ts";
import { overlap, presentFrom, timed } from "./overlaps.ts";
import type { MeetingKey, PreviewMoveInput } from "./schemas.ts";
import type { MoveConflict, MovePreview } from "./shapes.ts";

/** What a meeting would run into at another day, time or room, before it is moved there. */
export async function previewMove(
  ctx: Context,
  key: MeetingKey,
  input: PreviewMoveInput,
): Promise<MovePreview> {
  requireRight(ctx, "classes", "full");
  const names = namesOf([key]);
  const own = await read(ctx, {
    found: foundMeetings(ctx, { named: namesOf([key, { ...key, meetsOn: input.onDate }]) }, "full"),
    substitutes: substitutesAt(names),
  });
  const [meeting] = expectMeetings(
    own.found.filter(({ meetsOn }) => meetsOn === key.meetsOn),
    [key],
  ) as [FoundMeeting];
  const roomId = input.roomId ?? meeting.roomId;
  const staffIds = presentFrom(own.substitutes)(meeting);
  // Whoever is free by the clock on the wall may be busy in another zone, so the days around count too.
  const around = { from: addDays(input.onDate, -1), to: addDays(input.onDate, 1) };
  const inTheWay = sql`(m.slot_id, m.meets_on) <> (${key.slotId}, ${key.meetsOn}) and (m.room_id = ${roomId}
    or exists (select 1 from json_each(${JSON.stringify(staffIds)}) p where instr(m.instructor_ids, p.value) > 0
      or exists (select 1 from meeting_substitutes b where b.slot_id = m.slot_id and b.meets_on = m.meets_on
        and b.substitute_id = p.value and b.deleted_at is null)))`;
  const near = await read(ctx, {
    all: everybodysMeetings(around, inTheWay),
    reachable: foundMeetings(ctx, around, "view", inTheWay),
    substitutes: select(
      {
        slotId: sql<string>`slot_id`,
        meetsOn: sql<string>`meets_on`,
        staffId: sql<string>`staff_id`,
        substituteId: sql<string | null>`substitute_id`,
      },
      // Of the days by rule from which a meeting is here, moved ones too.
      sql`from living_meeting_substitutes where meets_on between ${around.from} and ${around.to}
        or (slot_id, meets_on) in (select slot_id, meets_on from living_meeting_exceptions
          where moved_on between ${around.from} and ${around.to})`,
    ),
    room: movedRoom(roomId),
    closed: closedOn(meeting, input.onDate),
  });
  const reachable = new Set(near.reachable.map(nameOf));
  const { durationMinutes = meeting.durationMinutes, onDate, startMinute } = input;
  const moved = {
    ...meeting,
    onDate,
    startMinute,
    durationMinutes,
    roomId,
    isCancelled: false,
    closure: null,
  };
  const taken = timed(near.all, presentFrom(near.substitutes));
  const conflicts = [
    ...refusals(meeting, own.found, input),
    ...near.closed.map(({ name }) => warning("closed_day", `${name}: nothing else meets on that day.`)),
    ...busy({ ...moved, staffIds }, taken, reachable),
    ...roomTooSmall(meeting, near.room[0]),
  ];
  return { meeting: listed(meeting), conflicts, students: meeting.students };
}

function closedOn({ locationId, classId }: FoundMeeting, day: string) {
  return select(
    { name: sql<string>`k.name` },
    sql`from living_closures k join classes c on c.id = ${classId}
      where k.ends_on >= ${day} and k.starts_on <= ${day} and k.effect in ('closure', 'both')
        and (k.location_id is null or k.location_id = ${locationId})
        and (k.program_id is null or k.program_id = c.program_id) and (k.class_id is null or k.class_id = c.id)
      order by k.name limit 1`,
  );
}

function refusals(
  meeting: FoundMeeting,
  found: readonly FoundMeeting[],
  { onDate }: PreviewMoveInput,
): MoveConflict[] {
  const conflicts: MoveConflict[] = [];
  if (found.some(({ isMarked }) => isMarked)) {
    const text = "Attendance was taken here, so what was held stays when it was.";
    conflicts.push({ kind: "attendance_taken", refuses: true, text });
  }
  if (meeting.closure !== null && onDate === meeting.meetsOn) {
    const text = `${meeting.closure}: nothing meets on that day. Choose another day.`;
    conflicts.push({ kind: "closed_day", refuses: true, text });
  }
  const other = found.find((one) => one.meetsOn === onDate && one.meetsOn !== meeting.meetsOn);
  if (other && !other.isCancelled && other.closure === null && other.onDate === onDate) {
    const text = `${meeting.className} meets on that day anyway; it would meet twice.`;
    conflicts.push({ kind: "same_slot_meets", refuses: false, text, meeting: listed(other) });
  }
  return conflicts;
}

function busy(
  moved: FoundMeeting & { readonly staffIds: readonly string[] },
  taken: ReturnType<typeof timed>,
  reachable: ReadonlySet<string>,
): MoveConflict[] {
  const at = zoneClock(moved.timeZone).instants(moved);
  return taken
    .filter((other) => overlap(at, other))
    .flatMap(({ meeting, staffIds }): MoveConflict[] => {
      const seen = reachable.has(nameOf(meeting));
      const what = seen ? meeting.className : "Another class";
      const shown = seen ? { meeting: listed(meeting) } : {};
      const sharesRoom = moved.roomId !== null && meeting.roomId === moved.roomId;
      const sharesStaff = staffIds.some((id) => moved.staffIds.includes(id));
      return [
        ...(sharesRoom
          ? [{ ...warning("room_taken", `${what} is in this room at that time.`), ...shown }]
          : []),
        ...(sharesStaff
          ? [{ ...warning("instructor_taken", `Who teaches it is at ${what} at that time.`), ...shown }]
          : []),
      ];
    });
}

function roomTooSmall(meeting: FoundMeeting, room: MovedRoom | undefined): MoveConflict[] {
  if (!room || room.capacity === null || meeting.students <= room.capacity) return [];
  const text = `${room.name} has room for ${room.capacity}; ${meeting.students} are expected.`;
  return [warning("room_too_small", text)];
}

function warning(kind: MoveConflict["kind"], text: string): MoveConflict {
  return { kind, refuses: false, text };
}
