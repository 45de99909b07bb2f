import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Calendar, CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import type { CalendarView } from "../../../worker/domains/calendar/values.ts";

/** A day of the week, or a person's or a room's part of one day. */
export interface Column {
  /** Stays the same from one week to the next, so that what is drawn for it stays too. */
  readonly id: string;
  readonly title: string;
  /** Below the title: where a room is, of which other time zone. */
  readonly note: string | null;
  readonly date: IsoDate;
  readonly isToday: boolean;
  /** The name of what closes the whole day here. */
  readonly closure: string | null;
  /** Whose column it is, where columns are people; null: nobody's. */
  readonly staffId: string | null;
  readonly roomId: string | null;
  readonly meetings: readonly CalendarMeeting[];
}

export const meetingKeyOf = ({ slotId, meetsOn }: { slotId: string; meetsOn: string }) =>
  `${slotId}~${meetsOn}`;

/** Who stands in front of the class: substitutes instead of those who are away. */
export function teachersOf({ instructors }: CalendarMeeting): string[] {
  const ids = instructors.flatMap(({ staffId, isAway, substituteId }) =>
    isAway ? (substituteId ?? []) : staffId,
  );
  return [...new Set(ids)];
}

export interface ColumnWords {
  readonly today: IsoDate;
  readonly dayTitle: (date: IsoDate) => string;
}

export function columnsOf(
  view: CalendarView,
  dates: readonly IsoDate[],
  calendar: Calendar | undefined,
  words: ColumnWords,
): Column[] {
  const meetings = (calendar?.meetings ?? []).filter(({ onDate }) => dates.includes(onDate));
  const common = { note: null, staffId: null, roomId: null };
  const on = (date: IsoDate, of: readonly CalendarMeeting[]) => ({
    date,
    isToday: date === words.today,
    closure: closureOf(of),
    meetings: of,
  });
  if (view === "week" || view === "day" || !calendar) {
    const byDate = Map.groupBy(meetings, ({ onDate }) => onDate);
    return dates.map((date, at) => ({
      ...common,
      id: `day ${at}`,
      title: words.dayTitle(date),
      ...on(date, byDate.get(date) ?? []),
    }));
  }
  const date = dates[0]!;
  return view === "staff"
    ? staffColumns(calendar, meetings).map((column) => ({
        ...common,
        ...column,
        ...on(date, column.meetings),
      }))
    : roomColumns(calendar, meetings).map((column) => ({
        ...common,
        ...column,
        ...on(date, column.meetings),
      }));
}

/** Those who teach on the day by name, then what nobody teaches. */
function staffColumns({ staff }: Calendar, meetings: readonly CalendarMeeting[]) {
  const named = staff.flatMap(({ id, name }) => {
    const own = meetings.filter((meeting) => teachersOf(meeting).includes(id));
    return own.length > 0 ? [{ id: `staff ${id}`, title: name, staffId: id, meetings: own }] : [];
  });
  const nobodys = meetings.filter((meeting) => teachersOf(meeting).length === 0);
  if (nobodys.length === 0) return named;
  return [...named, { id: "staff -", title: "No instructor", staffId: null, meetings: nobodys }];
}

/** The rooms of the locations that teach on the day, empty ones too: that is where a class may be moved to. */
function roomColumns({ rooms, locations }: Calendar, meetings: readonly CalendarMeeting[]) {
  const taught = new Set(meetings.map(({ locationId }) => locationId));
  const byRoom = Map.groupBy(meetings, ({ roomId }) => roomId);
  const named = locations
    .filter(({ id }) => taught.has(id))
    .flatMap(({ id: locationId, name }) =>
      rooms
        .filter((room) => room.locationId === locationId)
        .map((room) => ({
          id: `room ${room.id}`,
          title: room.name,
          note: taught.size > 1 ? name : null,
          roomId: room.id,
          meetings: byRoom.get(room.id) ?? [],
        })),
    );
  const nowhere = byRoom.get(null) ?? [];
  if (nowhere.length === 0) return named;
  return [...named, { id: "room -", title: "No room", note: null, roomId: null, meetings: nowhere }];
}

/** The day is closed when everything on it is, by one name. */
function closureOf(meetings: readonly CalendarMeeting[]): string | null {
  const first = meetings[0]?.closure ?? null;
  return meetings.every(({ closure }) => closure === first) ? first : null;
}
