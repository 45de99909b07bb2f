import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type Context, may, today } from "../../kernel/context.ts";
import { zoneClocks } from "../meetings/meeting-time.ts";
import type { WelcomeMeeting, WelcomeWeek } from "./shapes.ts";
import {
  countsQuery,
  OPEN_SCANNED,
  type OpenClasses,
  type OpenRow,
  openClassesQuery,
  openRollsQuery,
  type TodayRow,
  todayQuery,
  WEEK_DAYS,
  type WeekCounts,
} from "./week-queries.ts";

/** Meetings shown of each kind; the others are counted. */
const SHOWN = 6;

/** What to ask for, so that only what somebody may see is read at all. */
export function weekQueries(ctx: Context) {
  const day = today(ctx);
  return {
    ...(may(ctx, "classes", "view")
      ? { meetings: todayQuery(ctx, day), classes: openClassesQuery(ctx, day) }
      : {}),
    ...(may(ctx, "enrollments", "view") ? { counts: countsQuery(ctx, day) } : {}),
    ...(may(ctx, "attendance", "view") ? { rolls: openRollsQuery(ctx, day) } : {}),
  };
}

interface FoundWeek {
  readonly meetings?: readonly TodayRow[];
  readonly classes?: readonly OpenClasses[];
  readonly counts?: readonly WeekCounts[];
  readonly rolls?: readonly OpenRow[];
}

/** The school's week as the Welcome page tells it; null for what takes a right that one does not have. */
export function weekOf(ctx: Context, found: FoundWeek): WelcomeWeek {
  const day: IsoDate = today(ctx);
  const clockOf = zoneClocks();
  const timed = <R extends TodayRow | OpenRow>(row: R) => ({ row, ...clockOf(row.timeZone).instants(row) });
  const held = found.meetings?.map(timed) ?? [];
  const coming = held.filter(({ endsAtMs }) => endsAtMs > ctx.nowMs);
  const untaken = found.rolls?.map(timed).filter(({ startsAtMs }) => startsAtMs <= ctx.nowMs) ?? [];
  return {
    today: day,
    from: addDays(day, 1 - WEEK_DAYS),
    until: addDays(day, WEEK_DAYS - 1),
    classes: found.classes?.[0] ?? null,
    meetings: found.meetings
      ? {
          total: held.filter(({ row }) => takesPlace(row)).length,
          coming: coming.slice(0, SHOWN).map(({ row }) => meetingOf(row)),
          hidden: Math.max(0, coming.length - SHOWN),
        }
      : null,
    enrollments: found.counts?.[0] ?? null,
    untaken: found.rolls
      ? {
          total: untaken.length,
          atLeast: found.rolls.length >= OPEN_SCANNED,
          latest: untaken.slice(0, SHOWN).map(({ row }) => meetingOf(row)),
        }
      : null,
  };
}

const takesPlace = (row: TodayRow) => !row.isCancelled && row.closure === null;

function meetingOf<R extends TodayRow | OpenRow>(row: R): Omit<R, "timeZone"> & WelcomeMeeting {
  const { timeZone: _timeZone, ...meeting } = row;
  return meeting;
}
