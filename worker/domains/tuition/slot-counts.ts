import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { SlotCounts, SlotLength } from "../pricing/facts.ts";
import type { RuledMeeting } from "./facts-queries.ts";

export interface SlotVersionFacts {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly minutes: number;
}

interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

interface Span {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
}

/** One slot over a period, for somebody enrolled from one day to another; null for a slot that never was. */
export function slotCounts(
  versions: readonly SlotVersionFacts[],
  meetings: readonly RuledMeeting[],
  period: Period,
  span: Span,
): SlotCounts | null {
  const inForce = versionsWithin(versions, period);
  if (inForce.length === 0) return null;
  const enrolled = meetings.filter(([day]) => covers(span, day));
  const cancelled = enrolled.filter(([, isCancelled]) => isCancelled === 1);
  const blackedOut = (of: readonly RuledMeeting[]) => of.filter((one) => one[2] === 1).length;
  const lengths = lengthsOf(inForce, meetings, enrolled, period);
  return {
    minutes: minutesOf(inForce, meetings),
    ...(lengths.length > 1 ? { lengths } : {}),
    perWeek: 1,
    meetings: meetings.length,
    monthMeetings: monthDays(period.from).filter(({ day, weekday }) => weekdayOn(inForce, day) === weekday)
      .length,
    enrolled: enrolled.length,
    blackedOut: blackedOut(meetings),
    enrolledBlackedOut: blackedOut(enrolled),
    cancelled: cancelled.length,
  };
}

function covers(span: Span, day: IsoDate): boolean {
  return day >= span.startsOn && (span.endsOn === null || day <= span.endsOn);
}

/** How long a meeting is; where that changes within the period, what the meetings of the period have on average. */
function minutesOf(inForce: readonly SlotVersionFacts[], meetings: readonly RuledMeeting[]): number {
  const last = inForce.at(-1)!.minutes;
  if (meetings.length === 0 || inForce.every(({ minutes }) => minutes === last)) return last;
  const total = meetings.reduce(
    (sum, [day]) => sum + (inForce.find((version) => covers(version, day))?.minutes ?? last),
    0,
  );
  return Math.round(total / meetings.length);
}

/** The meetings of each length, where it changes within the period; versions of one length are taken together. */
function lengthsOf(
  inForce: readonly SlotVersionFacts[],
  meetings: readonly RuledMeeting[],
  enrolled: readonly RuledMeeting[],
  period: Period,
): SlotLength[] {
  const last = inForce.at(-1)!;
  if (inForce.every(({ minutes }) => minutes === last.minutes)) return [];
  const lengths: { -readonly [K in keyof SlotLength]: SlotLength[K] }[] = [];
  for (const version of inForce) {
    const isOwn = ([day]: RuledMeeting) => (inForce.find((one) => covers(one, day)) ?? last) === version;
    const own = enrolled.filter(isOwn);
    const counts = {
      meetings: meetings.filter(isOwn).length,
      enrolled: own.length,
      enrolledBlackedOut: own.filter((one) => one[2] === 1).length,
    };
    const before = lengths.at(-1);
    if (before?.minutes === version.minutes) {
      before.meetings += counts.meetings;
      before.enrolled += counts.enrolled;
      before.enrolledBlackedOut += counts.enrolledBlackedOut;
    } else if (counts.meetings > 0) {
      const startsOn = version.startsOn > period.from ? version.startsOn : null;
      lengths.push({ minutes: version.minutes, startsOn, ...counts });
    }
  }
  return lengths;
}

/** On which weekday the slot is, thought on before its first version and after its last. */
function weekdayOn(inForce: readonly SlotVersionFacts[], day: IsoDate): number {
  return (inForce.findLast(({ startsOn }) => startsOn <= day) ?? inForce[0]!).weekday;
}

/** The versions in force on a day of the period; where there is none, the one nearest to it. */
function versionsWithin(versions: readonly SlotVersionFacts[], period: Period): readonly SlotVersionFacts[] {
  const within = versions.filter(
    ({ startsOn, endsOn }) => startsOn <= period.to && (endsOn === null || endsOn >= period.from),
  );
  if (within.length > 0) return within;
  const last = versions.findLast(({ startsOn }) => startsOn <= period.to) ?? versions[0];
  return last ? [last] : [];
}

interface MonthDay {
  readonly day: IsoDate;
  readonly weekday: number;
}
const MOST_MONTHS_KNOWN = 100;
const months = new Map<string, readonly MonthDay[]>();

/** The days of the calendar month in which a day lies, with their weekdays. */
function monthDays(on: IsoDate): readonly MonthDay[] {
  const month = on.slice(0, 7);
  const known = months.get(month);
  if (known) return known;
  const days: MonthDay[] = [];
  for (let day: IsoDate = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push({ day, weekday: ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 });
  }
  if (months.size > MOST_MONTHS_KNOWN) months.clear();
  months.set(month, days);
  return days;
}
