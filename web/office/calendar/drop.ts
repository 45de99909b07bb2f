import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import type { Column } from "./columns.ts";

/** A meeting that is being taken somewhere, by pointer or by keys. */
export interface Ghost {
  readonly meeting: CalendarMeeting;
  readonly from: Column;
  readonly column: Column;
  readonly start: number;
}

/** What putting it down there would mean. */
export type Drop =
  | {
      readonly kind: "move";
      readonly meeting: CalendarMeeting;
      readonly onDate: string;
      readonly startMinute: number;
      readonly roomId: string | undefined;
    }
  | {
      readonly kind: "substitute";
      readonly meeting: CalendarMeeting;
      /** Who teaches it by the class. */
      readonly staffId: string;
      /** The same person: teaches it after all. */
      readonly substituteId: string;
    };

/** Whose place is taken when a meeting leaves a person's column, or that of those for whom nobody stands in. */
export function handedFrom({ instructors }: CalendarMeeting, from: Column): string | null {
  const away = instructors.find(({ isAway, substituteId }) => isAway && substituteId === from.staffId);
  return away?.staffId ?? from.staffId;
}

/** Another person's column means that this person stands in; the class then keeps its hour. */
export function dropOf({ meeting, from, column, start }: Ghost): Drop | undefined {
  if (from.staffId !== column.staffId) {
    const staffId = handedFrom(meeting, from);
    const { staffId: substituteId } = column;
    return staffId && substituteId ? { kind: "substitute", meeting, staffId, substituteId } : undefined;
  }
  const roomId = column.roomId && column.roomId !== meeting.roomId ? column.roomId : undefined;
  const isSame = column.date === meeting.onDate && start === meeting.startMinute && roomId === undefined;
  if (isSame) return undefined;
  return { kind: "move", meeting, onDate: column.date, startMinute: start, roomId };
}
