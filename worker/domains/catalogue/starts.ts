import { addDays, dateAt, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";

/** What decides on which days somebody may begin. */
export interface Bookable {
  readonly timeZone: string;
  readonly startsOn: IsoDate;
  readonly sessionStartsOn: IsoDate | null;
  readonly slots: readonly unknown[];
  readonly meetings: readonly {
    readonly slotId: string;
    readonly onDate: IsoDate;
    readonly cancelled: string | null;
    readonly startsAtMs: number;
  }[];
}

export interface Start {
  readonly onDate: IsoDate;
  /** The weekly slots that meet on the day. */
  readonly slotIds: readonly string[];
}

/** So many days are offered at most. */
const MOST_STARTS = 12;

/**
 * The days on which somebody may begin: meetings that take place and have not begun, today's only where the school
 * allows it, not further ahead than the school lets families book; what begins later is open from its beginning on, and
 * a class without a timetable from today.
 */
export function bookableStarts(
  { timeZone, startsOn, sessionStartsOn, slots, meetings }: Bookable,
  settings: Pick<PortalSettings, "allowsStartToday" | "startsWithinDays">,
  nowMs: number,
): Start[] {
  const today = dateAt(nowMs, timeZone);
  const begins = [today, startsOn, sessionStartsOn ?? ""].sort().at(-1) as IsoDate;
  if (slots.length === 0) return [{ onDate: begins, slotIds: [] }];
  const until = addDays(begins, settings.startsWithinDays);
  const days = new Map<IsoDate, string[]>();
  for (const { slotId, onDate, cancelled, startsAtMs } of meetings) {
    const isAhead = startsAtMs > nowMs && (onDate > today || settings.allowsStartToday);
    if (cancelled !== null || !isAhead || onDate > until) continue;
    days.set(onDate, [...(days.get(onDate) ?? []), slotId]);
  }
  return [...days].slice(0, MOST_STARTS).map(([onDate, slotIds]) => ({ onDate, slotIds }));
}
