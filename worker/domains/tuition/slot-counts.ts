import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { SlotCounts } from "../pricing/facts.ts";
import type { RuledMeeting } from "./facts-queries.ts";

export interface SlotVersionFacts {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly minutes: number;
}

interface Span {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
}

/**
 * One slot over a period, for somebody enrolled from one day to another. A slot whose length changes within the period
 * is counted in parts, one a length; the week has it once, in the part that comes last.
 */
export function slotCounts(
  versions: readonly SlotVersionFacts[],
  meetings: readonly RuledMeeting[],
  period: { readonly from: IsoDate; readonly to: IsoDate },
  span: Span,
): SlotCounts[] {
  const inForce = versionsWithin(versions, period);
  const days = monthDays(period.from);
  const parts = new Map<number, SlotCounts>();
  inForce.forEach((version, i) => {
    const { minutes } = version;
    const isFirst = i === 0;
    const isLast = i === inForce.length - 1;
    const met = meetings.filter(
      ([day]) => day >= version.startsOn && (version.endsOn === null || day <= version.endsOn),
    );
    const enrolled = met.filter(
      ([day]) => day >= span.startsOn && (span.endsOn === null || day <= span.endsOn),
    );
    // Before the first and after the last the class is thought on, for what the whole month would have.
    const month = days.filter(
      ({ day, weekday }) =>
        weekday === version.weekday &&
        (isFirst || day >= version.startsOn) &&
        (isLast || version.endsOn === null || day <= version.endsOn),
    );
    const before = parts.get(minutes);
    parts.set(minutes, {
      minutes,
      perWeek: isLast ? 1 : 0,
      meetings: (before?.meetings ?? 0) + met.length,
      monthMeetings: (before?.monthMeetings ?? 0) + month.length,
      enrolled: (before?.enrolled ?? 0) + enrolled.length,
      blackedOut: (before?.blackedOut ?? 0) + met.filter((one) => one[2] === 1).length,
      enrolledBlackedOut: (before?.enrolledBlackedOut ?? 0) + enrolled.filter((one) => one[2] === 1).length,
      cancelled: (before?.cancelled ?? 0) + enrolled.filter((one) => one[1] === 1).length,
    });
  });
  return [...parts.values()];
}

/** The versions in force on a day of the period; where there is none, the one nearest to it. */
function versionsWithin(
  versions: readonly SlotVersionFacts[],
  period: { readonly from: IsoDate; readonly to: IsoDate },
): readonly SlotVersionFacts[] {
  const within = versions.filter(
    ({ startsOn, endsOn }) => startsOn <= period.to && (endsOn === null || endsOn >= period.from),
  );
  if (within.length > 0) return within;
  const last = versions.findLast(({ startsOn }) => startsOn <= period.to) ?? versions[0];
  return last ? [last] : [];
}

const months = new Map<string, readonly { readonly day: IsoDate; readonly weekday: number }[]>();

/** The days of the calendar month in which a day lies, with their weekdays. */
function monthDays(on: IsoDate): readonly { readonly day: IsoDate; readonly weekday: number }[] {
  const month = on.slice(0, 7);
  const known = months.get(month);
  if (known) return known;
  const days: { day: IsoDate; weekday: number }[] = [];
  for (let day: IsoDate = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push({ day, weekday: ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 });
  }
  if (months.size > 100) months.clear();
  months.set(month, days);
  return days;
}
