import type { DatabaseSync } from "node:sqlite";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import type { DayOfMeetings, MeetingRow } from "../../worker/domains/attendance/shapes.ts";
import type { Calendar } from "../../worker/domains/calendar/shapes.ts";
import type { Welcome } from "../../worker/domains/welcome/shapes.ts";
import type { Page } from "../../worker/kernel/paging.ts";
import type { Setting } from "./both-servers.ts";
import type { OfficeClient } from "./office-client.ts";

/** One page of the school's week. */
export interface WeekCase {
  readonly name: string;
  /** Below the account's API. */
  readonly path: string;
  shown(body: object): number;
  readonly maxRatio: number;
  /** Enrollments, holds and exceptions live in the days shown: as many rows may be read. */
  readonly maxRead: number;
}

type Bar = Readonly<Record<Setting, number>>;
/**
 * The bars hold where people run it. By itself the same pages are measured against an empty request of half the cost: there
 * the aim is the same, and the bars, not much above what was read, see to it that nothing gets worse unseen. Welcome tells of
 * the day's classes, so a Monday costs more than a Sunday.
 */
const MAX_RATIO: Bar = { served: 2, alone: 2.2 };
const MAX_RATIO_CALENDAR: Bar = { served: 4, alone: 4 };
const MAX_RATIO_WELCOME: Bar = { served: 2, alone: 3 };

export async function weekCases(
  client: OfficeClient,
  copy: DatabaseSync,
  setting: Setting,
): Promise<WeekCase[]> {
  const today = dateAt(Date.now(), client.account.timeZone);
  const [monday, sunday] = thisWeek(client);
  const { slotId, meetsOn } = await fullestMeeting(client);
  const month = { from: `${today.slice(0, 7)}-01`, to: addDays(`${today.slice(0, 7)}-01`, 30) };
  const on = (from: string, to: string) => ({
    maxRatio: MAX_RATIO[setting],
    maxRead: liveRows(copy, from, to),
  });
  return [
    { name: "class list", path: "/classes", shown: listed, ...on(today, today) },
    { name: "class list, with openings", path: "/classes?openings=1", shown: listed, ...on(today, today) },
    {
      name: "roll sheet",
      path: `/attendance/roll-sheet?${new URLSearchParams({ slotId, meetsOn })}`,
      shown: (body) => (body as { students: unknown[] }).students.length,
      ...on(meetsOn, meetsOn),
    },
    {
      name: "calendar week",
      path: `/calendar?from=${monday}&to=${sunday}`,
      shown: (body) => (body as Calendar).meetings.length,
      ...on(monday, sunday),
      maxRatio: MAX_RATIO_CALENDAR[setting],
    },
    { name: "enrollments page", path: "/enrollments", shown: listed, ...on(month.from, month.to) },
    {
      name: "enrollments, trials",
      path: "/enrollments?kind=trial",
      shown: listed,
      ...on(month.from, month.to),
    },
    {
      name: "welcome page",
      path: "/welcome",
      shown: widgets,
      ...on(today, today),
      maxRatio: MAX_RATIO_WELCOME[setting],
    },
  ];
}

const listed = (body: object) => (body as Page<unknown>).rows.length;

/** What it shows is a handful of figures and a few short lists. */
function widgets(body: object): number {
  const lists = Object.values(body as Welcome).filter((part) => Array.isArray(part));
  return Object.keys(body).length + lists.reduce((sum, part) => sum + part.length, 0);
}

function thisWeek(client: OfficeClient): [monday: string, sunday: string] {
  const today = dateAt(Date.now(), client.account.timeZone);
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  return [monday, addDays(monday, 6)];
}

/** The meeting of the last seven days with the most students, all of whom somebody may mark. */
export async function fullestMeeting(client: OfficeClient): Promise<MeetingRow> {
  const today = dateAt(Date.now(), client.account.timeZone);
  const found: MeetingRow[] = [];
  for (let daysAgo = 1; daysAgo <= 7; daysAgo++)
    found.push(...(await meetingsOn(client, addDays(today, -daysAgo))));
  return found.reduce((most, meeting) => (meeting.expected > most.expected ? meeting : most));
}

export async function meetingsOn(client: OfficeClient, date: string): Promise<readonly MeetingRow[]> {
  const { body } = await client.get<DayOfMeetings>(`/attendance/meetings?date=${date}`);
  return body.meetings.filter((meeting) => !meeting.isCancelled && meeting.closure === null);
}

function liveRows(copy: DatabaseSync, from: string, to: string): number {
  const row = copy
    .prepare(`select
      (select count(*) from enrollments where deleted_at is null and starts_on <= ?2 and (ends_on is null or ends_on >= ?1))
      + (select count(*) from place_holds where released_at is null and deleted_at is null)
      + (select count(*) from meeting_exceptions where deleted_at is null and meets_on between ?1 and ?2) as live`)
    .get(from, to) as { live: number };
  return row.live;
}
