/** A meeting as the Welcome page names it. */
export interface WelcomeMeeting {
  readonly slotId: string;
  readonly meetsOn: string;
  readonly onDate: string;
  readonly classId: string;
  readonly className: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly locationName: string;
  readonly roomName: string | null;
  readonly teachers: readonly string[];
}

export interface TodaysMeeting extends WelcomeMeeting {
  readonly expected: number;
  readonly openings: number;
  readonly isCancelled: boolean;
  readonly closure: string | null;
}

/** The school's week; null for what takes a right that one does not have. */
export interface WelcomeWeek {
  readonly today: string;
  /** Lately: from this day to today. */
  readonly from: string;
  /** Soon: from today to this day. */
  readonly until: string;
  readonly classes: { readonly total: number; readonly withOpenings: number } | null;
  readonly meetings: {
    /** Those that take place today. */
    readonly total: number;
    /** The next ones that are not over, cancelled ones among them. */
    readonly coming: readonly TodaysMeeting[];
    readonly hidden: number;
  } | null;
  readonly enrollments: { readonly began: number; readonly dropped: number; readonly trials: number } | null;
  /** Meetings that have begun and whose roll nobody called. */
  readonly untaken: {
    readonly total: number;
    readonly latest: readonly WelcomeMeeting[];
  } | null;
}

export interface Welcome {
  readonly families: {
    readonly total: number;
    readonly active: number;
    readonly inactive: number;
    readonly suspended: number;
    readonly review: number;
  } | null;
  readonly students: { readonly total: number; readonly active: number } | null;
  readonly week: WelcomeWeek;
  readonly recentChanges: readonly {
    readonly id: string;
    readonly at: number;
    readonly actorName: string;
    readonly action: string;
    readonly summary: string;
  }[];
}
