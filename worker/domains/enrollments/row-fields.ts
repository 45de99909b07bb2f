import { type SQL, sql } from "drizzle-orm";
import { flag, json, list, type RowOf } from "../../../control-plane/query.ts";
import { FOREVER } from "../../../tenant-schema/openings.ts";
import { liveWait } from "../../../tenant-schema/places-kept.ts";
import { type Context, today } from "../../kernel/context.ts";
import { stateOf } from "../waitlist/queue.ts";
import type { EnrollmentKind } from "./schemas.ts";
import type { EnrollmentRow, SlotTime, WaitInfo } from "./shapes.ts";

/** After a break of this many days somebody who comes again is returning. */
const BREAK_DAYS = 30;

/** What `rowFields` is read from: `e` must be the enrollment. */
export const rowJoins = sql`cross join classes c on c.id = e.class_id and c.deleted_at is null
  cross join students s on s.id = e.student_id cross join families f on f.id = s.family_id
  cross join locations o on o.id = c.location_id
  left join programs p on p.id = c.program_id left join levels l on l.id = c.level_id
  left join list_items r on r.id = e.drop_reason_id`;

/** One row of any list of enrollments; the badges are those of today, whatever range is shown. */
export function rowFields(ctx: Context) {
  return {
    id: sql<string>`e.id`,
    version: sql<number>`e.version`,
    kind: sql<EnrollmentKind>`e.kind`,
    studentId: sql<string>`e.student_id`,
    studentName: sql<string>`s.first_name || ' ' || s.last_name`,
    birthDate: sql<string | null>`s.birth_date`,
    familyId: sql<string>`s.family_id`,
    familyName: sql<string>`f.name`,
    classId: sql<string>`e.class_id`,
    className: sql<string>`c.name`,
    programName: sql<string | null>`p.name`,
    levelName: sql<string | null>`l.name`,
    levelColor: sql<string | null>`l.color`,
    locationName: sql<string>`o.name`,
    startsOn: sql<string>`e.starts_on`,
    endsOn: sql<string | null>`e.ends_on`,
    slotIds: json<string[] | null>(sql`e.slot_ids`),
    slots: slotTimes(today(ctx)),
    isOverCapacity: flag(sql`e.is_over_capacity`),
    overridden: sql<string | null>`e.overridden`,
    note: sql<string | null>`e.note`,
    dropReason: sql<string | null>`r.label`,
    dropNote: sql<string | null>`e.drop_note`,
    droppedAt: sql<number | null>`e.dropped_at`,
    transferredFromId: sql<string | null>`e.transferred_from_id`,
    transferredToId: sql<string | null>`e.transferred_to_id`,
    waitState: sql<"queued" | "offered" | "accepted" | "declined" | "skipped" | null>`e.wait_state`,
    waitOfferedAt: sql<number | null>`e.wait_offered_at`,
    waitExpiresAt: sql<number | null>`e.wait_expires_at`,
    waitsForSiblings: flag(sql`e.waits_for_siblings`),
    position: position(ctx.nowMs),
    ...badgeFields(today(ctx)),
  };
}

export type StoredEnrollment = RowOf<ReturnType<typeof rowFields>>;

export function enrollmentRow(stored: StoredEnrollment, nowMs: number): EnrollmentRow {
  const { waitState, waitOfferedAt, waitExpiresAt, waitsForSiblings, position: place, ...rest } = stored;
  const { isNew, hasActiveSibling, isReturning, isPromotion, ...row } = rest;
  const wait: WaitInfo | null =
    row.kind === "wait"
      ? {
          state: stateOf({ waitState, waitExpiresAt }, nowMs),
          position: place,
          offeredAt: waitOfferedAt,
          expiresAt: waitExpiresAt,
          waitsForSiblings,
        }
      : null;
  const badges = { isNew, hasActiveSibling, isReturning, isPromotion };
  return { ...row, slots: row.slots.toSorted(inWeek), wait, badges, checkIns: null };
}

const inWeek = (a: SlotTime, b: SlotTime) => a.weekday - b.weekday || a.startMinute - b.startMinute;

/** The slots as they are on the day nearest to today on which the student comes. */
function slotTimes(on: string): SQL<SlotTime[]> {
  const day = sql`max(e.starts_on, min(${on}, coalesce(e.ends_on, ${on})))`;
  return list(
    {
      slotId: sql<string>`v.slot_id`,
      weekday: sql<number>`v.weekday`,
      startMinute: sql<number>`v.start_minute`,
    },
    sql`from slots t join slot_versions v on v.id =
        (select n.id from slot_versions n where n.slot_id = t.id and n.deleted_at is null
          and (n.ends_on is null or n.ends_on >= ${day}) order by n.starts_on limit 1)
      where t.class_id = e.class_id and t.deleted_at is null and (e.slot_ids is null or instr(e.slot_ids, t.id) > 0)`,
  );
}

function position(nowMs: number): SQL<number | null> {
  return sql`case when e.kind = 'wait' and ${liveWait(sql`e`, nowMs)} then
    (select count(*) + 1 from enrollments w where w.class_id = e.class_id and w.kind = 'wait' and w.deleted_at is null
      and ${liveWait(sql`w`, nowMs)} and (w.wait_rank, w.id) < (e.wait_rank, e.id)) end`;
}

function badgeFields(on: string) {
  // As a subselect it is worked out once for all rows.
  const recent = sql`(select date(${on}, '-' || coalesce((select value ->> 'newStudentDays' from settings
    where id = 'enrollment'), 30) || ' days'))`;
  const others = sql`from enrollments x where x.student_id = e.student_id and x.deleted_at is null`;
  return {
    isNew: flag(sql`coalesce((select min(x.starts_on) ${others} and x.kind <> 'wait') > ${recent}, 0)`),
    hasActiveSibling:
      flag(sql`exists (select 1 from students b cross join enrollments x on x.student_id = b.id
      where b.family_id = s.family_id and b.id <> s.id and b.deleted_at is null and x.deleted_at is null
        and x.kind = 'active' and x.starts_on <= ${on} and coalesce(x.ends_on, ${FOREVER}) >= ${on})`),
    isReturning:
      flag(sql`(e.kind = 'active' and e.starts_on > ${recent} and coalesce((select max(coalesce(x.ends_on, ${FOREVER}))
      ${others} and x.kind = 'active' and x.id <> e.id and x.starts_on < e.starts_on)
        < date(e.starts_on, ${`-${BREAK_DAYS} days`}), 0))`),
    isPromotion: flag(sql`(e.starts_on > ${recent} and exists (select 1 from enrollments x
      join classes d on d.id = x.class_id join levels k on k.id = d.level_id
      where x.id = e.transferred_from_id and k.position < l.position))`),
  };
}
