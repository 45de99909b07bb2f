import { type SQL, sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import { addDays, firstDayOfMonth, type IsoDate, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { lookAheadEnd, openings } from "../../../tenant-schema/openings.ts";
import type { AgeLimits } from "../class-ages/schemas.ts";
import { isShown, shownDay, waitingAt } from "../classes/class-list-fields.ts";
import { portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { FactsAsked } from "../tuition/facts-queries.ts";
import { factsQueries } from "../tuition/facts-queries.ts";
import { tariffQueries } from "../tuition/tariff.ts";

/** A school has fewer classes than that online. */
const MOST_CLASSES = 500;
/** Meetings are known so many days ahead, and so many from the day on which a class begins that begins later. */
const DAYS_AHEAD = 42;
const FIRST_DAYS = 21;
const FURTHEST_DAYS = 300;

/** What is in the catalogue, over `cl`: online, not archived, not over. The day before: not every location is as far. */
function inCatalogue(on: IsoDate): SQL {
  return sql`cl.deleted_at is null and cl.is_archived = 0 and cl.is_online = 1
    and coalesce(cl.ends_on, '9999-12-31') >= ${addDays(on, -1)}`;
}

/** The first session that is not over; what it says of registration holds where the class itself says nothing. */
const session = (column: string, on: IsoDate) => sql`(select ${sql.raw(`s.${column}`)} from session_links k
  join class_sessions s on s.id = k.session_id and s.deleted_at is null
  where k.class_id = cl.id and k.deleted_at is null and coalesce(s.ends_on, '9999-12-31') >= ${on}
  order by s.starts_on limit 1)`;

export function classesQuery(on: IsoDate) {
  return select(
    {
      id: sql<string>`cl.id`,
      name: sql<string>`cl.name`,
      sortName: sql<string>`cl.sort_name`,
      locationId: sql<string>`cl.location_id`,
      programId: sql<string | null>`cl.program_id`,
      levelId: sql<string | null>`cl.level_id`,
      description: sql<string | null>`cl.description`,
      imageFileId: sql<string | null>`cl.image_file_id`,
      startsOn: sql<IsoDate>`cl.starts_on`,
      endsOn: sql<IsoDate | null>`cl.ends_on`,
      gender: sql<"female" | "male" | null>`cl.gender`,
      schoolGrade: sql<string | null>`cl.school_grade`,
      ages: json<AgeLimits>(sql`json_object('minAgeYears', cl.min_age_years, 'minAgeMonths', cl.min_age_months,
        'minAgeDays', cl.min_age_days, 'maxAgeYears', cl.max_age_years, 'maxAgeMonths', cl.max_age_months,
        'maxAgeDays', cl.max_age_days)`),
      showsOpenings: flag(sql`cl.shows_openings`),
      takesRegistration: flag(sql`cl.takes_registration`),
      takesTrials: flag(sql`cl.takes_trials`),
      takesSingleDays: flag(sql`cl.takes_single_days`),
      registrationStartsOn: sql<IsoDate | null>`coalesce(cl.registration_starts_on, ${session("registration_starts_on", on)})`,
      registrationEndsOn: sql<IsoDate | null>`coalesce(cl.registration_ends_on, ${session("registration_ends_on", on)})`,
      priorityStartsOn: sql<IsoDate | null>`cl.priority_starts_on`,
      priorityEndsOn: sql<IsoDate | null>`cl.priority_ends_on`,
      priorityKeywordId: sql<string | null>`cl.priority_keyword_id`,
      sessionName: session("name", on) as SQL<string | null>,
      sessionStartsOn: session("starts_on", on) as SQL<IsoDate | null>,
    },
    sql`from classes cl where ${inCatalogue(on)} order by cl.sort_name, cl.id limit ${MOST_CLASSES}`,
  );
}

/** Each weekly slot as it is on the day, or as it will be first. */
export function slotsQuery(on: IsoDate) {
  return select(
    {
      slotId: sql<string>`sv.slot_id`,
      classId: sql<string>`sv.class_id`,
      weekday: sql<number>`sv.weekday`,
      startMinute: sql<number>`sv.start_minute`,
      durationMinutes: sql<number>`sv.duration_minutes`,
      instructorIds: json<string[]>(sql`sv.instructor_ids`),
    },
    sql`from classes cl cross join slot_versions sv on sv.class_id = cl.id
      where ${inCatalogue(on)} and ${isShown(shownDay(on))} order by sv.weekday, sv.start_minute, sv.slot_id`,
  );
}

const begins = (on: IsoDate) => sql`max(c.starts_on, coalesce((select min(s.starts_on) from session_links k
  join class_sessions s on s.id = k.session_id and s.deleted_at is null
  where k.class_id = c.id and k.deleted_at is null and coalesce(s.ends_on, '9999-12-31') >= ${on}), c.starts_on))`;

/** The end of the first weeks of what begins last: nothing is looked for beyond it. */
function lastFirstDay(on: IsoDate): SQL {
  return sql`(select max(${addDays(on, DAYS_AHEAD + 1)}, min(${addDays(on, FURTHEST_DAYS)},
      coalesce(max(date(${begins(on)}, ${`+${FIRST_DAYS} days`})), '')))
    from classes c where c.deleted_at is null and c.is_online = 1 and c.is_archived = 0
      and coalesce(c.ends_on, '9999-12-31') >= ${on})`;
}

/** The meetings of the next weeks; with `first` those of the first weeks of what begins after them. */
export function meetingsQuery(on: IsoDate, which: "next" | "first", classId?: string) {
  const asked = classId === undefined ? sql`true` : sql`c.id = ${classId}`;
  const online = sql`c.is_online = 1 and c.is_archived = 0 and ${asked}`;
  const later = sql`${online} and ${begins(on)} > ${addDays(on, DAYS_AHEAD - FIRST_DAYS)}
    and d.day between ${begins(on)} and date(${begins(on)}, ${`+${FIRST_DAYS} days`})`;
  const span =
    which === "next"
      ? { from: addDays(on, -1), to: addDays(on, DAYS_AHEAD), where: online }
      : { from: addDays(on, DAYS_AHEAD + 1), to: lastFirstDay(on), where: later };
  return select(
    {
      classId: sql<string>`m.class_id`,
      slotId: sql<string>`m.slot_id`,
      onDate: sql<IsoDate>`m.on_date`,
      startMinute: sql<number>`m.start_minute`,
      durationMinutes: sql<number>`m.duration_minutes`,
      isMoved: flag(sql`m.is_moved`),
      cancelled: sql<
        string | null
      >`case when m.is_cancelled = 1 then coalesce(m.reason, '') else m.closure end`,
    },
    sql`from ${meetings(span)} m order by m.on_date, m.start_minute`,
  );
}

/** Places by the one formula, of every slot; a class without slots is counted under its own id. */
export function openingsQuery(on: IsoDate, nowMs: number) {
  const day = shownDay(on);
  const places = {
    slotId: sql`coalesce(z.id, cl.id)`,
    classId: sql`cl.id`,
    from: day,
    to: sql`p.until`,
    nowMs,
  };
  return select(
    {
      classId: sql<string>`cl.id`,
      slotId: sql<string>`coalesce(z.id, cl.id)`,
      openings: openings(places),
      waiting: waitingAt(nowMs),
    },
    sql`from (select cl.id, ${lookAheadEnd(day)} as until from classes cl where ${inCatalogue(on)} limit -1) p
      cross join classes cl on cl.id = p.id left join slots z on z.class_id = cl.id and z.deleted_at is null`,
  );
}

const named = { id: sql<string>`id`, name: sql<string>`name` };

/** Everything that the catalogue shows but places; `month` is the present one. */
export function catalogueQueries(on: IsoDate) {
  const prices = monthsOf(on).map((asked) => factsQueries(asked));
  return {
    settings: portalSettingsQuery(),
    classes: classesQuery(on),
    slots: slotsQuery(on),
    next: meetingsQuery(on, "next"),
    first: meetingsQuery(on, "first"),
    locations: select(
      { ...named, timeZone: sql<string>`time_zone` },
      sql`from living_locations order by position, name, id`,
    ),
    programNames: select(named, sql`from living_programs order by position, name, id`),
    levels: select(
      { ...named, color: sql<string | null>`color`, position: sql<number>`position` },
      sql`from living_levels order by position, name, id`,
    ),
    staff: select(
      { id: sql<string>`id`, name: sql<string>`first_name` },
      sql`from living_staff order by first_name, id`,
    ),
    fees: select(
      {
        name: sql<string>`name`,
        per: sql<"family" | "student">`per`,
        programId: sql<string | null>`program_id`,
        months: sql<number | null>`months`,
        amountMinor: sql<number>`amount_minor`,
        locationAmounts: json<Readonly<Record<string, number>>>(sql`location_amounts`),
      },
      sql`from living_anniversary_fees order by name, id`,
    ),
    policies: select(
      { id: sql<string>`id`, title: sql<string>`title` },
      sql`from living_policies where is_required = 1 and is_public = 1 and current_version_id is not null
        and kind in ('family', 'student', 'photo') order by position, title, id`,
    ),
    ...tariffQueries(firstDayOfMonth(on)),
    taught0: prices[0]!.classes,
    versions0: prices[0]!.versions,
    meetings0: prices[0]!.meetings,
    taught1: prices[1]!.classes,
    versions1: prices[1]!.versions,
    meetings1: prices[1]!.meetings,
    log: select({ seq: sql<number>`coalesce(max(seq), 0)` }, sql`from change_log`),
  };
}

/** This month and the next one, as prices are asked for them. */
export function monthsOf(on: IsoDate): readonly FactsAsked[] {
  const present = firstDayOfMonth(on);
  return [present, addDays(lastDayOfMonth(on), 1)].map((from) => ({
    from,
    to: lastDayOfMonth(from),
    chargeOn: on,
    families: { after: null, limit: 0 },
  }));
}

/** What the catalogue is made of; who is enrolled and who holds a place is asked anew every time. */
const MADE_OF = [
  ...["settings", "classes", "slots", "slot_versions", "meeting_exceptions", "closures", "class_sessions"],
  ...["session_links", "locations", "programs", "levels", "staff", "policies", "policy_versions"],
  ...["class_tuitions", "tuition_rates", "billing_schedules", "tax_rates", "anniversary_fees"],
] as const;

/** Whether any of it was written since; the log's rows of the moment since then are few. */
export function changedQuery(seq: number) {
  return select(
    {
      isChanged: flag(sql`exists (select 1 from change_log where seq > ${seq}
        and table_name in (select value from json_each(${JSON.stringify(MADE_OF)})))`),
    },
    sql``,
  );
}
