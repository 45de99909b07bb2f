import { createSignal } from "solid-js";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { can } from "../../shared/session.ts";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import { clockText } from "./clock-text.ts";
import { type Column, meetingKeyOf } from "./columns.ts";
import { type Drop, dropOf, type Ghost, handedFrom } from "./drop.ts";
import { isOff } from "./faces.ts";
import { clampStart } from "./hours.ts";

export type Carry = ReturnType<typeof createCarry>;

export const mayCarry = (meeting: CalendarMeeting) => can("classes", "full") && !isOff(meeting);

/** A room must be at the class's location; a person's column takes what somebody else would teach. */
function isReachable(state: CalendarState, { meeting, from }: Ghost, column: Column): boolean {
  if (column.id === from.id) return true;
  if (state.shownView() === "staff") return column.staffId !== null && handedFrom(meeting, from) !== null;
  if (state.shownView() !== "room") return true;
  const room = state.query.data()?.rooms.find(({ id }) => id === column.roomId);
  return room?.locationId === meeting.locationId;
}

export function createCarry(state: CalendarState, onDrop: (drop: Drop) => void) {
  const [ghost, setGhost] = createSignal<Ghost>();
  const clock = () => clockText(localeNow());

  function place(column: Column, start: number) {
    const carried = ghost();
    if (!carried || !isReachable(state, carried, column)) return;
    const isHandedOn = column.staffId !== carried.from.staffId;
    setGhost({
      ...carried,
      column,
      start: isHandedOn ? carried.meeting.startMinute : clampStart(start),
    });
  }

  /** To the nearest column on that side where it may be put down. */
  function nudge(columns: number, minutes: number) {
    const carried = ghost();
    if (!carried) return;
    const all = state.columns();
    const target = (at: number): Column | undefined => {
      const column = all[at];
      return column && columns !== 0 && !isReachable(state, carried, column) ? target(at + columns) : column;
    };
    const here = all.findIndex(({ id }) => id === carried.column.id);
    const column = target(here + columns) ?? carried.column;
    place(column, carried.start + minutes);
  }

  const pickUp = (meeting: CalendarMeeting, from: Column) =>
    setGhost({ meeting, from, column: from, start: meeting.startMinute });

  function drop() {
    const carried = ghost();
    const found = carried && dropOf(carried);
    setGhost(undefined);
    if (found) onDrop(found);
  }

  const words = () => {
    const carried = ghost();
    if (!carried) return "";
    const when = clock().range(carried.start, carried.meeting.durationMinutes);
    return `${carried.column.title}, ${when}`;
  };

  return {
    ghost,
    /** What is shown in a column of what is carried over it. */
    ghostIn: (columnId: string) => {
      const carried = ghost();
      if (carried?.column.id !== columnId) return undefined;
      const { className: name, durationMinutes: duration } = carried.meeting;
      return { name, duration, start: carried.start, when: clock().range(carried.start, duration) };
    },
    isCarrying: (key?: string) => {
      const carried = ghost();
      return carried !== undefined && (key === undefined || meetingKeyOf(carried.meeting) === key);
    },
    /** Where it is, for those who cannot see it. */
    words,
    pickUp,
    place,
    nudge,
    drop,
    cancel: () => setGhost(undefined),
  };
}
