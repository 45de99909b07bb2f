import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import { testedOn } from "../classes/eligibility.ts";
import { type ZoneClock, zoneClock } from "../meetings/meeting-time.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import { portalSettingsOf } from "../portal-settings/settings-query.ts";
import { type CatalogueFound, type Quote, quotesOf } from "./prices.ts";
import { bookableStarts } from "./starts.ts";

type StoredClass = CatalogueFound["classes"][number];
export type StoredSlot = CatalogueFound["slots"][number];
type StoredMeeting = CatalogueFound["next"][number];

/** A meeting with the instant at which it begins, by the clock of its location. */
export interface TimedMeeting extends StoredMeeting {
  readonly startsAtMs: number;
}

/** A class with everything that hangs on it but places. */
export interface ClassFacts extends StoredClass {
  readonly timeZone: string;
  readonly slots: readonly StoredSlot[];
  readonly meetings: readonly TimedMeeting[];
  readonly quote: Quote | null;
}

export interface CatalogueFacts {
  readonly on: IsoDate;
  readonly loadedAtMs: number;
  /** The last entry of the change log that is in it. */
  readonly seq: number;
  readonly settings: PortalSettings;
  readonly classes: readonly ClassFacts[];
  readonly byId: ReadonlyMap<string, ClassFacts>;
  readonly locations: CatalogueFound["locations"];
  readonly programs: CatalogueFound["programNames"];
  readonly levels: CatalogueFound["levels"];
  readonly staff: CatalogueFound["staff"];
  readonly fees: CatalogueFound["fees"];
  readonly taxes: CatalogueFound["taxes"];
  readonly policies: CatalogueFound["policies"];
}

/** What was found, put in order by class. */
export async function catalogueFacts(ctx: Context, found: CatalogueFound): Promise<CatalogueFacts> {
  const on = today(ctx);
  const settings = portalSettingsOf(found.settings);
  const timeZones = new Map(found.locations.map(({ id, timeZone }) => [id, timeZone]));
  const slots = Map.groupBy(found.slots, ({ classId }) => classId);
  const meetings = Map.groupBy([...found.next, ...found.first], ({ classId }) => classId);
  const classes = found.classes.map((one) => {
    const timeZone = timeZones.get(one.locationId) ?? ctx.account.timeZone;
    const timed = timedBy(zoneClock(timeZone), meetings.get(one.id) ?? []);
    return { ...one, timeZone, slots: slots.get(one.id) ?? [], meetings: timed };
  });
  const asked = classes.map((one) => ({
    classId: one.id,
    startsOn: bookableStarts(one, settings, ctx.nowMs)[0]?.onDate ?? null,
  }));
  const quotes = await quotesOf(ctx, on, found, asked);
  const priced = classes.map((one) => ({ ...one, quote: quotes.get(one.id) ?? null }));
  return {
    ...{ on, settings, loadedAtMs: ctx.nowMs, seq: found.log[0]?.seq ?? 0 },
    classes: priced,
    byId: new Map(priced.map((one) => [one.id, one])),
    locations: found.locations,
    programs: found.programNames,
    levels: found.levels,
    ...{ staff: found.staff, fees: found.fees, taxes: found.taxes, policies: found.policies },
  };
}

export function timedBy(clock: ZoneClock, meetings: readonly StoredMeeting[]): TimedMeeting[] {
  return meetings.map((meeting) => ({ ...meeting, startsAtMs: clock.instants(meeting).startsAtMs }));
}

/** The next meeting that takes place and has not begun. */
export function nextMeetingOf(
  { meetings }: Pick<ClassFacts, "meetings">,
  nowMs: number,
): TimedMeeting | null {
  return meetings.find((one) => one.cancelled === null && one.startsAtMs > nowMs) ?? null;
}

/** The day on which the age of somebody who comes as soon as possible is tested. */
export function ageTestedOn(one: ClassFacts, firstStart: IsoDate | null, nowMs: number): IsoDate {
  const localToday = dateAt(nowMs, one.timeZone);
  return testedOn({
    today: localToday,
    nextMeetingOn: firstStart,
    classStartsOn: one.startsOn,
    sessionStartsOn: one.sessionStartsOn,
  });
}
