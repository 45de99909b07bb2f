import type { MarkStatus } from "../../../worker/domains/attendance/schemas.ts";
import type {
  Mark,
  MeetingFacts,
  MeetingTeacher,
  TakenState,
} from "../../../worker/domains/attendance/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { me } from "../../shared/session.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";

export const statusWords: Record<MarkStatus, string> = {
  present: "Present",
  absent: "Absent",
  tardy: "Tardy",
  none: "Not marked",
};

/** "Absent, excused". */
export const markWords = ({ status, isExcused }: Pick<Mark, "status" | "isExcused">) =>
  status === "absent" && isExcused ? "Absent, excused" : statusWords[status];

export const takenWords: Record<TakenState, { label: string; tone: PillTone }> = {
  nobody: { label: "Nobody expected", tone: "plain" },
  not_taken: { label: "Not taken", tone: "warn" },
  partly: { label: "Partly taken", tone: "warn" },
  taken: { label: "Taken", tone: "good" },
};

export const longDay = (date: string) =>
  formats().date(date, { weekday: "long", month: "long", day: "numeric", year: "numeric" });
export const shortDay = (date: string) =>
  formats().date(date, { weekday: "short", month: "short", day: "numeric" });

/** "4:30 – 5:30 PM CST", by the clock of the location; with its zone where the school has several. */
export function timesOf(
  meeting: Pick<MeetingFacts, "startMinute" | "durationMinutes" | "onDate" | "timeZone">,
) {
  const { startMinute, durationMinutes } = meeting;
  const times = rangeText(startMinute, startMinute + durationMinutes);
  const zone = zoneOf(meeting);
  return zone ? `${times} ${zone}` : times;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a millisecond, and a roll sheet asks with every mark. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = me()?.account.locale;
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}

/** Without the dates that a range over midnight would name. */
function rangeText(start: number, end: number): string {
  if (end >= 1_440) return `${formats().clock(start)} – ${formats().clock(end)}`;
  return formatter({ timeStyle: "short", timeZone: "UTC" }).formatRange(start * 60_000, end * 60_000);
}

/** "CST" for Chicago on a day in winter; nothing where all locations share one clock. */
function zoneOf({ timeZone, onDate }: { timeZone: string; onDate: string }): string {
  const zones = new Set(me()?.account.locations.map((location) => location.timeZone));
  if (zones.size < 2) return "";
  const parts = formatter({ timeZone, timeZoneName: "short" }).formatToParts(
    Date.parse(`${onDate}T12:00:00Z`),
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

export const teachersOf = (teachers: readonly MeetingTeacher[]) =>
  teachers
    .map(({ name, substituteFor }) => (substituteFor ? `${name} for ${substituteFor}` : name))
    .join(", ");

export const placeOf = ({ roomName, locationName }: Pick<MeetingFacts, "roomName" | "locationName">) =>
  [roomName, (me()?.account.locations.length ?? 0) > 1 ? locationName : undefined].filter(Boolean).join(", ");
