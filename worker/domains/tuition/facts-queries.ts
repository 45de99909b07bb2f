import { type SQL, sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import type { SpecialKind } from "../pricing/rules.ts";
import { enrollmentsAsPlanned, type PlannedEnrollments } from "./planned-enrollments.ts";

/** Whose facts are asked for: the families of these ids, or so many of them after an id in the order of ids. */
export type FamiliesAsked =
  | { readonly ids: readonly string[] }
  | { readonly after: string | null; readonly limit: number };

export interface FactsAsked {
  /** The days that are priced, both inclusive. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly chargeOn: IsoDate;
  readonly families: FamiliesAsked;
  /** Prices what an act would come to before it is done. */
  readonly planned?: PlannedEnrollments;
}

/** For few families only their classes are looked at; for many, all that meet. */
const FEW_FAMILIES = 25;

/** A meeting by rule: its day, whether it was cancelled, and whether the day is not billed. */
export type RuledMeeting = readonly [meetsOn: IsoDate, isCancelled: 0 | 1, isBlackedOut: 0 | 1];

/** What prices are made of beside the tariff, for one or for thousands of families, in one round trip. */
export function factsQueries(asked: FactsAsked) {
  return {
    families: familiesQuery(asked),
    enrollments: enrollmentsQuery(asked),
    classes: classesQuery(asked),
    versions: versionsQuery(asked),
    meetings: meetingsQuery(asked),
  };
}

function familiesAsked({ families }: FactsAsked): SQL {
  if ("ids" in families) {
    return sql`(select f.id, f.special_discount from json_each(${JSON.stringify(families.ids)}) j
      cross join families f on f.id = j.value and f.deleted_at is null)`;
  }
  return sql`(select f.id, f.special_discount from families f where f.id > ${families.after ?? ""} and f.deleted_at is null
    order by f.id limit ${families.limit})`;
}

function familiesQuery(asked: FactsAsked) {
  return select(
    {
      id: sql<string>`f.id`,
      special: sql<SpecialKind | null>`f.special_discount`,
      isAutopay:
        flag(sql`exists (select 1 from payment_methods m where m.family_id = f.id and m.deleted_at is null
        and m.is_primary = 1 and m.autopay_at is not null and m.invalid_reason is null)`),
    },
    sql`from ${familiesAsked(asked)} f order by f.id`,
  );
}

/** Those that are paid for and touch the days; trials, makeups and the waitlist cost no tuition. */
function enrollmentsOf(asked: FactsAsked): SQL {
  const { planned } = asked;
  const source = planned ? enrollmentsAsPlanned(familiesAsked(asked), planned) : sql`enrollments`;
  return sql`${familiesAsked(asked)} f cross join students s on s.family_id = f.id and s.deleted_at is null
    cross join ${source} e on e.student_id = s.id and e.deleted_at is null and e.kind in ('active', 'single_day')
      and e.starts_on <= ${asked.to} and coalesce(e.ends_on, '9999-12-31') >= ${asked.from}`;
}

function enrollmentsQuery(asked: FactsAsked) {
  return select(
    {
      id: sql<string>`e.id`,
      familyId: sql<string>`f.id`,
      studentId: sql<string>`s.id`,
      studentName: sql<string>`coalesce(s.preferred_name, s.first_name) || ' ' || s.last_name`,
      special: sql<SpecialKind | null>`s.special_discount`,
      classId: sql<string>`e.class_id`,
      kind: sql<"active" | "single_day">`e.kind`,
      startsOn: sql<IsoDate>`e.starts_on`,
      endsOn: sql<IsoDate | null>`e.ends_on`,
      createdAtMs: sql<number>`e.created_at`,
      slotIds: json<string[] | null>(sql`e.slot_ids`),
      classTuitionId: sql<string | null>`e.class_tuition_id`,
      overrideMinor: sql<number | null>`e.tuition_override_minor`,
      overrideExpiresOn: sql<IsoDate | null>`e.override_expires_on`,
      overrideReason: sql<string | null>`e.override_reason`,
      promoId: sql<string | null>`e.promo_code_id`,
    },
    sql`from ${enrollmentsOf(asked)} order by f.id, e.id`,
  );
}

/** Limits `c` to the classes of the families asked for, where they are few. */
function classesAsked(asked: FactsAsked): SQL {
  const few = "ids" in asked.families && asked.families.ids.length <= FEW_FAMILIES;
  return few ? sql`c.id in (select e.class_id from ${enrollmentsOf(asked)})` : sql`true`;
}

/** Classes that run on one of the days, in SQL over `c`. */
function running({ from, to }: FactsAsked): SQL {
  return sql`c.deleted_at is null and c.starts_on <= ${to} and coalesce(c.ends_on, '9999-12-31') >= ${from}`;
}

function classesQuery(asked: FactsAsked) {
  return select(
    {
      id: sql<string>`c.id`,
      name: sql<string>`c.name`,
      locationId: sql<string>`c.location_id`,
      programId: sql<string | null>`c.program_id`,
      tuitions: json<{ id: string; scheduleId: string; rateId: string; position: number }[]>(
        sql`(select json_group_array(json_object('id', t.id, 'scheduleId', t.billing_schedule_id,
          'rateId', t.tuition_rate_id, 'position', t.position))
          from class_tuitions t where t.class_id = c.id and t.deleted_at is null)`,
      ),
    },
    sql`from classes c where ${running(asked)} and ${classesAsked(asked)}`,
  );
}

/** What the slots are like: those without a meeting in the days are part of the facts too. */
function versionsQuery(asked: FactsAsked) {
  return select(
    {
      slotId: sql<string>`v.slot_id`,
      classId: sql<string>`v.class_id`,
      startsOn: sql<IsoDate>`v.starts_on`,
      endsOn: sql<IsoDate | null>`v.ends_on`,
      weekday: sql<number>`v.weekday`,
      minutes: sql<number>`v.duration_minutes`,
    },
    sql`from classes c cross join slot_versions v on v.class_id = c.id and v.deleted_at is null
      where ${running(asked)} and ${classesAsked(asked)} order by v.slot_id, v.starts_on`,
  );
}

/** The meetings of each slot by rule: what was cancelled, moved or closed is paid for, what is not billed is marked. */
function meetingsQuery(asked: FactsAsked) {
  const { from, to } = asked;
  const blackedOut = sql`exists (select 1 from closures k where k.ends_on >= m.meets_on and k.starts_on <= m.meets_on
    and k.effect in ('billing', 'both') and k.deleted_at is null
    and (k.location_id is null or k.location_id = m.location_id)
    and (k.program_id is null or k.program_id = m.program_id) and (k.class_id is null or k.class_id = m.class_id))`;
  return select(
    {
      slotId: sql<string>`m.slot_id`,
      meetings: json<RuledMeeting[]>(
        sql`json_group_array(json_array(m.meets_on, m.is_cancelled, ${blackedOut}))`,
      ),
    },
    sql`from ${meetings({ from, to, byRule: true, where: classesAsked(asked) })} m group by m.slot_id`,
  );
}
