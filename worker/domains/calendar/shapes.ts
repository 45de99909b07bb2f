// What the calendar answers, for the wire and the screen. A meeting is named by (slotId, meetsOn).

/** One block of the calendar. Minutes are of the local day of the location, whose zone is `timeZone`. */
export interface CalendarMeeting {
  readonly slotId: string;
  readonly classId: string;
  readonly className: string;
  readonly programId: string | null;
  readonly levelId: string | null;
  readonly locationId: string;
  /** The date on which it falls by rule; with the slot it names the meeting, also when it was moved. */
  readonly meetsOn: string;
  /** The date on which it takes place. */
  readonly onDate: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly timeZone: string;
  /** The instants, for feeds, “now” lines and other time zones. */
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly roomId: string | null;
  readonly instructors: readonly MeetingInstructor[];
  readonly capacity: number;
  /** Places that anybody may take on that day, over the look-ahead window; never negative. */
  readonly openings: number;
  /** Students who take this slot on that day. */
  readonly enrolled: number;
  /** Marked or reported absent. */
  readonly absent: number;
  /** `enrolled` less `absent`. */
  readonly expected: number;
  readonly present: number;
  readonly tardy: number;
  /** `all`: everybody has a mark; `some`: a few have; `none`: nobody has, but perhaps reported absences. */
  readonly attendance: "none" | "some" | "all";
  readonly waiting: number;
  readonly isCancelled: boolean;
  /** Why it was cancelled or moved. */
  readonly reason: string | null;
  /** The name of the closure that falls on the day; such a meeting does not take place either. */
  readonly closure: string | null;
  readonly isMoved: boolean;
  /** What the slot says, where the meeting was moved; null where it was not. */
  readonly movedFrom: {
    readonly onDate: string;
    readonly startMinute: number;
    readonly durationMinutes: number;
    readonly roomId: string | null;
  } | null;
  /** The exception's, for cancel, restore and move; null while there is none. */
  readonly version: number | null;
}

/** Somebody the slot names; away: not there on that day, and `substituteId` stands in, or nobody when null. */
export interface MeetingInstructor {
  readonly staffId: string;
  readonly isAway: boolean;
  readonly substituteId: string | null;
}

export interface CalendarEntry {
  readonly id: string;
  readonly name: string;
}
export interface ColoredEntry extends CalendarEntry {
  readonly color: string | null;
}

/** The meetings of the span by date and time, and the names that they and the filters speak of. */
export interface Calendar {
  readonly meetings: readonly CalendarMeeting[];
  readonly programs: readonly ColoredEntry[];
  readonly levels: readonly ColoredEntry[];
  readonly locations: readonly (CalendarEntry & { readonly timeZone: string })[];
  readonly rooms: readonly (ColoredEntry & {
    readonly locationId: string;
    readonly capacity: number | null;
  })[];
  /** Active staff, and whoever else a meeting of the span names. */
  readonly staff: readonly (CalendarEntry & { readonly isActive: boolean })[];
}
