import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instants } from "../meetings/meeting-time.ts";

/** A meeting as a calendar program shows it. */
export interface FeedMeeting extends Instants {
  readonly slotId: string;
  readonly meetsOn: string;
  readonly className: string;
  readonly locationName: string;
  readonly roomName: string | null;
  readonly instructors: readonly { readonly name: string; readonly standsInFor: string | null }[];
  readonly isCancelled: boolean;
  readonly reason: string | null;
  readonly closure: string | null;
  /** In a family's calendar: two of its children may be at the same meeting. */
  readonly studentId?: string;
  /** More to be said of it, a line each. */
  readonly notes?: readonly string[];
}

/** How often a program that heeds it looks again. */
const REFRESH_SECONDS = 3_600;

/**
 * The calendar as text. Instants are in UTC, which every program shows in its own zone; an event keeps its name however
 * its meeting is moved, so that it moves there too.
 */
export function feedCalendar(
  feed: { readonly name: string; readonly accountId: string; readonly nowMs: number },
  meetings: readonly FeedMeeting[],
): string {
  const calendar = ical({
    name: feed.name,
    prodId: { company: "Chalkline", product: "Calendar feed", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const meeting of meetings) {
    const isOff = meeting.isCancelled || meeting.closure !== null;
    const event = calendar.createEvent({
      id: uidOf(feed.accountId, meeting),
      start: new Date(meeting.startsAtMs),
      end: new Date(meeting.endsAtMs),
      stamp: new Date(feed.nowMs),
      summary: meeting.className,
      location: [meeting.roomName, meeting.locationName].filter(Boolean).join(", "),
      status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    const description = descriptionOf(meeting);
    if (description !== "") event.description(description);
  }
  return calendar.toString();
}

export function uidOf(
  accountId: string,
  { slotId, meetsOn, studentId }: Pick<FeedMeeting, "slotId" | "meetsOn" | "studentId">,
): string {
  const name = studentId === undefined ? [slotId, meetsOn] : [slotId, meetsOn, studentId];
  return `${name.join(".")}@${accountId}`;
}

function descriptionOf({ instructors, isCancelled, reason, closure, notes = [] }: FeedMeeting): string {
  const who = instructors.map(({ name, standsInFor }) =>
    standsInFor === null ? name : `${name} (stands in for ${standsInFor})`,
  );
  const off = isCancelled
    ? `Cancelled${reason ? `: ${reason}` : ""}`
    : closure === null
      ? null
      : `Closed: ${closure}`;
  const why = !isCancelled && reason ? reason : null;
  return [who.length > 0 ? `With ${who.join(", ")}` : null, off, why, ...notes].filter(Boolean).join("\n");
}
