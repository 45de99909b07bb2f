import type { Calendar, CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import type { ClockText } from "./clock-text.ts";
import { type Column, meetingKeyOf } from "./columns.ts";
import type { Span } from "./lanes.ts";

/** What a block says, as plain texts made before anything is drawn: a week has hundreds. */
export interface Face extends Span {
  /** Names the meeting. */
  readonly key: string;
  readonly slotId: string;
  readonly name: string;
  readonly when: string;
  /** When it starts, for blocks too narrow for more. */
  readonly from: string;
  readonly who: string;
  readonly counts: string;
  /** "3 left", "Full", "Cancelled": short enough for the corner of a narrow block. */
  readonly badge: string;
  readonly tone: "plain" | "good" | "full" | "off" | "warn";
  readonly color: string;
  /** Everything but the name, for those who hear a block in which there was no room for all of it. */
  readonly details: string;
  readonly isOff: boolean;
  readonly isMoved: boolean;
  readonly isOver: boolean;
}

/** The names that blocks speak of, looked up once for all of them. */
export interface FaceWords {
  readonly clock: ClockText;
  readonly nowMs: number;
  readonly names: CalendarNames;
  /** Said behind the time where several zones are shown. */
  readonly zoneOf: (timeZone: string) => string;
}

export interface CalendarNames {
  readonly room: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, string>;
  readonly color: (meeting: CalendarMeeting) => string;
}

export function namesOf(calendar: Calendar): CalendarNames {
  const named = (list: readonly { id: string; name: string }[]) =>
    new Map(list.map(({ id, name }) => [id, name]));
  const colors = new Map([...calendar.programs, ...calendar.levels].map(({ id, color }) => [id, color]));
  return {
    room: named(calendar.rooms),
    staff: named(calendar.staff),
    // A level is the finer of the two.
    color: ({ levelId, programId }) => colors.get(levelId ?? "") ?? colors.get(programId ?? "") ?? "gray",
  };
}

/** Substitutes carry an asterisk, as on roll sheets; those who are away are not named. */
export function teacherText(meeting: CalendarMeeting, staff: ReadonlyMap<string, string>): string {
  const names = meeting.instructors.flatMap(({ staffId, isAway, substituteId }) => {
    if (!isAway) return staff.get(staffId) ?? [];
    return substituteId ? `${staff.get(substituteId) ?? "Substitute"}*` : [];
  });
  if (names.length > 0) return names.join(", ");
  return meeting.instructors.length > 0 ? "Nobody stands in" : "";
}

export const isOff = (meeting: CalendarMeeting) => meeting.isCancelled || meeting.closure !== null;

/** Over, somebody was expected, and nobody has a mark. */
export const lacksAttendance = (meeting: CalendarMeeting, nowMs: number) =>
  !isOff(meeting) && meeting.endsAtMs <= nowMs && meeting.expected > 0 && meeting.attendance === "none";

function badgeOf(meeting: CalendarMeeting, nowMs: number): Pick<Face, "badge" | "tone"> {
  if (meeting.isCancelled) return { badge: "Cancelled", tone: "off" };
  if (meeting.closure !== null) return { badge: "Closed", tone: "off" };
  if (lacksAttendance(meeting, nowMs)) return { badge: "Not taken", tone: "warn" };
  if (meeting.endsAtMs <= nowMs) return { badge: "", tone: "plain" };
  if (meeting.openings <= 0) return { badge: "Full", tone: "full" };
  return { badge: `${meeting.openings} left`, tone: "good" };
}

function countText(meeting: CalendarMeeting, nowMs: number): string {
  const { expected, absent, present, tardy, waiting } = meeting;
  if (meeting.endsAtMs <= nowMs && meeting.attendance !== "none") {
    return joined([`${present + tardy} came`, absent > 0 && `${absent} absent`]);
  }
  return joined([
    `${expected} expected`,
    absent > 0 && `${absent} absent`,
    waiting > 0 && `${waiting} waiting`,
  ]);
}

const joined = (parts: readonly (string | false | null)[]) => parts.filter(Boolean).join(" · ");

type Whose = Pick<Column, "staffId" | "roomId">;

/** Where and with whom, without what the head of its column says: there is little room for both. */
function whoText(room: string, teachers: string, meeting: CalendarMeeting, column: Whose): string {
  const [first, ...others] = meeting.instructors;
  const isTheirs = column.staffId !== null && others.length === 0 && first?.isAway === false;
  return joined([column.roomId === null && room, !isTheirs && teachers]);
}

export function faceOf(meeting: CalendarMeeting, words: FaceWords, column: Whose): Face {
  const { clock, names, nowMs } = words;
  const { startMinute: start, durationMinutes } = meeting;
  const when = clock.range(start, durationMinutes) + words.zoneOf(meeting.timeZone);
  const teachers = teacherText(meeting, names.staff);
  const room = names.room.get(meeting.roomId ?? "") ?? "";
  const badge = badgeOf(meeting, nowMs);
  const isMoved = meeting.isMoved && !isOff(meeting);
  const counts = isOff(meeting)
    ? (meeting.reason ?? meeting.closure ?? "")
    : joined([countText(meeting, nowMs), isMoved && "moved"]);
  return {
    key: meetingKeyOf(meeting),
    slotId: meeting.slotId,
    start,
    end: start + durationMinutes,
    name: meeting.className,
    when,
    from: clock.time(start),
    who: whoText(room, teachers, meeting, column),
    details: joined([when, counts, room, teachers]),
    counts,
    ...badge,
    color: names.color(meeting),
    isOff: isOff(meeting),
    isMoved,
    isOver: meeting.endsAtMs <= nowMs,
  };
}
