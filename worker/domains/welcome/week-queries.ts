import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { lookAheadEnd, openings, studentsOn } from "../../../tenant-schema/openings.ts";
import type { Context } from "../../kernel/context.ts";
import type { Right } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";
import { narrowed } from "../classes/class-conditions.ts";
import { classFilter } from "../classes/schemas.ts";

/** The days that “lately” and “soon” mean on this page, today among them. */
export const WEEK_DAYS = 7;
/** How far back rolls are asked for that nobody called: whoever was there must still know. */
const UNTAKEN_DAYS = 2;
/** Meetings shown of each kind; the others are counted. */
export const SHOWN = 6;

const names = sql`join locations l on l.id = m.location_id left join rooms r on r.id = m.room_id`;

/** Who teaches, with whoever stands in. */
const teachers = sql`(select json_group_array(t.first_name || ' ' || t.last_name)
  from json_each(m.instructor_ids) i
  left join meeting_substitutes b on b.slot_id = m.slot_id and b.meets_on = m.meets_on and b.staff_id = i.value
    and b.deleted_at is null
  join staff t on t.id = case when b.id is null then i.value else b.substitute_id end)`;

const meetingFields = {
  slotId: sql<string>`m.slot_id`,
  meetsOn: sql<string>`m.meets_on`,
  onDate: sql<string>`m.on_date`,
  classId: sql<string>`m.class_id`,
  className: sql<string>`m.class_name`,
  startMinute: sql<number>`m.start_minute`,
  durationMinutes: sql<number>`m.duration_minutes`,
  locationName: sql<string>`l.name`,
  roomName: sql<string | null>`r.name`,
  teachers: json<string[]>(teachers),
};

function weekFields(ctx: Context) {
  const from = sql`m.meets_on`;
  const to = lookAheadEnd(from);
  const places = openings({ slotId: sql`m.slot_id`, classId: sql`m.class_id`, from, to, nowMs: ctx.nowMs });
  const reached = (right: Right) => flag(classScope(ctx, right, "view", within));
  return {
    ...meetingFields,
    timeZone: sql<string>`l.time_zone`,
    expected: sql<number>`m.expected`,
    /** Of today's only: the others are not shown with it. */
    openings: sql<number>`case when m.is_today then ${places} else 0 end`,
    isToday: flag(sql`m.is_today`),
    isCancelled: flag(sql`m.is_cancelled`),
    closure: sql<string | null>`m.closure`,
    isUntaken: flag(sql`m.is_untaken`),
    untakenBefore: sql<number>`m.untaken_before`,
    forClasses: reached("classes"),
    forAttendance: reached("attendance"),
  };
}
export type WeekRow = RowOf<ReturnType<typeof weekFields>>;

const within = { classId: sql`m.class_id`, locationId: sql`m.location_id` };

/**
 * Meetings of today that the right to classes or to attendance reaches, by the clock; then those of the days before whose
 * roll nobody called, the latest first and each with how many there are in all: somebody was to come and nobody was
 * marked as there. Absences are also said days before, so they alone do not show that a roll was called. Names and places
 * are looked up only for what is shown.
 */
export function meetingsQuery(ctx: Context, today: IsoDate): Query<WeekRow> {
  const from = addDays(today, -UNTAKEN_DAYS);
  const where = sql`(${classScope(ctx, "classes", "view")} or ${classScope(ctx, "attendance", "view")})`;
  const isUntaken = sql`m.is_cancelled = 0 and m.closure is null and coalesce(t.present, 0) + coalesce(t.tardy, 0) = 0
    and coalesce(t.absent, 0) < m.expected`;
  return select(
    weekFields(ctx),
    sql`from (select m.*, count(*) filter (where not m.is_today) over () as untaken_before,
          row_number() over (partition by m.is_today order by m.on_date desc, m.start_minute desc, m.slot_id) as place
        from (select m.*, m.on_date = ${today} as is_today, ${isUntaken} as is_untaken
          from (select m.*, ${studentsOn(sql`m.slot_id`, sql`m.meets_on`)} as expected
            from ${meetings({ from, to: today, where })} m) m
          left join meeting_tallies t on t.meets_on = m.meets_on and t.slot_id = m.slot_id) m
        where m.is_today or (m.is_untaken and ${classScope(ctx, "attendance", "view", within)})) m ${names}
      where m.is_today or m.place <= ${SHOWN}
      order by m.on_date desc, iif(m.is_today, 1, -1) * m.start_minute, iif(m.is_today, m.class_name, ''), m.slot_id`,
  );
}

export interface OpenClasses {
  readonly total: number;
  readonly withOpenings: number;
}

/** How many classes there are now, and how many of them the list of classes shows when it is asked for openings. */
function openClasses(ctx: Context, today: IsoDate): SQL {
  const scope = classScope(ctx, "classes", "view", {
    classId: sql`cl.id`,
    locationId: sql`cl.location_id`,
  });
  const active = narrowed(classFilter.parse({}), today, ctx.nowMs);
  const open = narrowed(classFilter.parse({ openings: 1 }), today, ctx.nowMs);
  return sql`(select json_object('total', count(*), 'withOpenings', coalesce(sum(${open}), 0))
    from classes cl where cl.deleted_at is null and ${active} and ${scope})`;
}

/** Who began, who left, who comes on trial: the same conditions as the Enrollments page has behind the links. */
function comingsAndGoings(ctx: Context, today: IsoDate): SQL {
  // Who reaches all classes is not asked about each.
  const locationId = sql`(select c.location_id from classes c where c.id = e.class_id)`;
  const scope = classScope(ctx, "enrollments", "view", { classId: sql`e.class_id`, locationId });
  const first = addDays(today, 1 - WEEK_DAYS);
  const last = addDays(today, WEEK_DAYS - 1);
  const count = (where: SQL): SQL<number> =>
    sql`(select count(*) from enrollments e
      where e.deleted_at is null and ${where} and ${scope})`;
  return sql`json_object(
    'began', ${count(sql`e.starts_on between ${first} and ${today} and e.kind = 'active'`)},
    'dropped', ${count(
      sql`e.ends_on between ${first} and ${today} and e.kind = 'active' and e.transferred_to_id is null`,
    )},
    'trials', ${count(sql`e.starts_on between ${today} and ${last} and e.kind = 'trial'`)})`;
}

export interface WeekCounts {
  readonly began: number;
  readonly dropped: number;
  readonly trials: number;
}

export interface Figures {
  readonly classes: OpenClasses | null;
  readonly enrollments: WeekCounts | null;
  readonly tallies: Readonly<Record<string, number>>;
}

/** All that is one figure each, as one row: every statement has a cost of its own. */
export function figuresQuery(
  ctx: Context,
  today: IsoDate,
  asked: { readonly [K in "classes" | "enrollments"]: boolean },
): Query<Figures> {
  return select(
    {
      classes: json<OpenClasses | null>(asked.classes ? openClasses(ctx, today) : sql`null`),
      enrollments: json<WeekCounts | null>(asked.enrollments ? comingsAndGoings(ctx, today) : sql`null`),
      tallies: json<Figures["tallies"]>(sql`(select json_group_object(name, value) from tallies)`),
    },
    sql``,
  );
}
