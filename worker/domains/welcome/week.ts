import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type Context, may, today } from "../../kernel/context.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import type { TodaysMeeting, WelcomeMeeting, WelcomeWeek } from "./shapes.ts";
import { type Figures, figuresQuery, meetingsQuery, SHOWN, WEEK_DAYS, type WeekRow } from "./week-queries.ts";

/** What to ask for, so that only what somebody may see is read at all. */
export function weekQueries(ctx: Context) {
  const day = today(ctx);
  const [classes, attendance] = [may(ctx, "classes", "view"), may(ctx, "attendance", "view")];
  return {
    ...(classes || attendance ? { meetings: meetingsQuery(ctx, day) } : {}),
    figures: figuresQuery(ctx, day, { classes, enrollments: may(ctx, "enrollments", "view") }),
  };
}

interface FoundWeek {
  readonly meetings?: readonly WeekRow[];
  readonly figures: readonly Figures[];
}

interface Timed {
  readonly row: WeekRow;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** The school's week as the Welcome page tells it; null for what takes a right that one does not have. */
export function weekOf(ctx: Context, found: FoundWeek): WelcomeWeek {
  const day: IsoDate = today(ctx);
  const { classes, enrollments } = found.figures[0]!;
  const { today: todays = [], before = [] } = Object.groupBy(found.meetings ?? [], ({ isToday }) =>
    isToday ? "today" : "before",
  );
  const timed = todays.map((row) => ({ row, ...zoneClock(row.timeZone).instants(row) }));
  return {
    today: day,
    from: addDays(day, 1 - WEEK_DAYS),
    until: addDays(day, WEEK_DAYS - 1),
    classes,
    meetings: classes ? meetingsOf(timed, ctx.nowMs) : null,
    enrollments,
    untaken: may(ctx, "attendance", "view") ? untakenOf(timed, before, ctx.nowMs) : null,
  };
}

function meetingsOf(timed: readonly Timed[], nowMs: number): WelcomeWeek["meetings"] {
  const held = timed.filter(({ row }) => row.forClasses);
  const coming = held.filter(({ endsAtMs }) => endsAtMs > nowMs);
  return {
    total: held.filter(({ row }) => takesPlace(row)).length,
    coming: coming.slice(0, SHOWN).map(({ row }) => todaysMeeting(row)),
    hidden: Math.max(0, coming.length - SHOWN),
  };
}

/** Those of today only once they have begun, by the clock of their location. */
function untakenOf(
  timed: readonly Timed[],
  before: readonly WeekRow[],
  nowMs: number,
): WelcomeWeek["untaken"] {
  const begun = timed
    .filter(({ row, startsAtMs }) => row.forAttendance && row.isUntaken && startsAtMs <= nowMs)
    .reverse();
  return {
    total: begun.length + (before[0]?.untakenBefore ?? 0),
    latest: [...begun.map(({ row }) => row), ...before].slice(0, SHOWN).map(named),
  };
}

const takesPlace = (row: WeekRow) => !row.isCancelled && row.closure === null;

function named(row: WeekRow): WelcomeMeeting {
  const { slotId, meetsOn, onDate, classId, className } = row;
  const { startMinute, durationMinutes, locationName, roomName, teachers } = row;
  const when = { meetsOn, onDate, startMinute, durationMinutes };
  return { slotId, classId, className, ...when, locationName, roomName, teachers };
}

function todaysMeeting(row: WeekRow): TodaysMeeting {
  const { expected, openings, isCancelled, closure } = row;
  return { ...named(row), expected, openings, isCancelled, closure };
}
