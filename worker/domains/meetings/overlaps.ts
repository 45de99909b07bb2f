import type { FoundMeeting } from "./meeting-rows.ts";
import { type Instants, zoneClock } from "./meeting-time.ts";

/** A meeting with its time in the world and who is there on that day. */
export interface TimedMeeting extends Instants {
  readonly meeting: FoundMeeting;
  readonly staffIds: readonly string[];
}

/** Meetings that take place, with their instants: rooms and people are taken by instants, whatever the zone. */
export function timed(
  meetings: readonly FoundMeeting[],
  presentAt: (meeting: FoundMeeting) => readonly string[],
): TimedMeeting[] {
  return meetings
    .filter((meeting) => !meeting.isCancelled && meeting.closure === null)
    .map((meeting) => ({
      meeting,
      ...zoneClock(meeting.timeZone).instants(meeting),
      staffIds: presentAt(meeting),
    }));
}

export function overlap(a: Instants, b: Instants): boolean {
  return a.startsAtMs < b.endsAtMs && b.startsAtMs < a.endsAtMs;
}

/** Who is there: those the slot names, with whoever stands in instead of those who are away. */
export function presentFrom(
  substitutes: readonly {
    readonly slotId: string;
    readonly meetsOn: string;
    readonly staffId: string;
    readonly substituteId: string | null;
  }[],
): (meeting: FoundMeeting) => readonly string[] {
  const byName = new Map(
    substitutes.map((one) => [`${one.slotId} ${one.meetsOn} ${one.staffId}`, one.substituteId]),
  );
  return ({ slotId, meetsOn, instructorIds }) =>
    instructorIds.flatMap((staffId) => {
      const substitute = byName.get(`${slotId} ${meetsOn} ${staffId}`);
      return substitute === undefined ? [staffId] : substitute === null ? [] : [substitute];
    });
}
