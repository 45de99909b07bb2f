import { type SQL, sql } from "drizzle-orm";
import { addDays } from "./dates.ts";
import { type Claims, FOREVER, placesLeft, type SlotSpan } from "./openings.ts";

// What must be true of places when a write is done; the guards of every act and of every undo.

/** Somebody takes these slots of a class (null: all) from one day to another; no last day: without end. */
export interface TakenPlace {
  readonly classId: string;
  readonly slotIds: readonly string[] | null;
  readonly from: string;
  readonly to: string | null;
}

/**
 * True when, after the writes, on no day of what was taken there are more students than places, what belongs to the
 * waitlist and to carts not taken. It looks at the result, so that whole groups, moves within a class and holds that
 * were released in the same batch need no case of their own. `floor`: below zero where somebody was let in beyond it.
 */
export function placesKept(taken: readonly TakenPlace[], claims: Claims, nowMs: number, floor = 0): SQL {
  const rows = JSON.stringify([...new Map(taken.map((place) => [JSON.stringify(place), place])).values()]);
  const span: SlotSpan = {
    slotId: sql`coalesce(s.id, p.class_id)`,
    classId: sql`p.class_id`,
    from: sql`p.starts_on`,
    to: sql`p.ends_on`,
    nowMs,
  };
  return sql`not exists (select 1 from (select j.value ->> 'classId' as class_id, j.value ->> 'slotIds' as slot_ids,
      j.value ->> 'from' as starts_on, coalesce(j.value ->> 'to', ${FOREVER}) as ends_on from json_each(${rows}) j) p
    left join slots s on s.class_id = p.class_id and s.deleted_at is null
      and (p.slot_ids is null or instr(p.slot_ids, s.id) > 0)
    where ${meetsWithin(sql`s.id`, span)} and (${placesLeft(span, claims)} >= ${floor}) is not true)`;
}

/** A slot that was ended, or begins later, asks for no place on these days. A class without slots is always asked. */
export function meetsWithin(slotId: SQL, { from, to }: Pick<SlotSpan, "from" | "to">): SQL {
  const versions = sql`select 1 from slot_versions m where m.slot_id = ${slotId} and m.deleted_at is null`;
  return sql`(not exists (${versions}) or exists (${versions} and m.starts_on <= ${to}
    and (m.ends_on is null or m.ends_on >= ${from})))`;
}

/** The part of a place that was not taken before: other days, other slots. */
export function addedPlaces(before: TakenPlace, after: TakenPlace): TakenPlace[] {
  const same = before.classId === after.classId && covers(before.slotIds, after.slotIds);
  if (!same) return [after];
  const added: TakenPlace[] = [];
  if (after.from < before.from) {
    const to = addDays(before.from, -1);
    added.push({ ...after, to: after.to !== null && after.to < to ? after.to : to });
  }
  if (before.to !== null && (after.to === null || after.to > before.to)) {
    added.push({ ...after, from: [addDays(before.to, 1), after.from].sort()[1] as string });
  }
  return added;
}

function covers(before: readonly string[] | null, after: readonly string[] | null): boolean {
  return before === null || (after?.every((slotId) => before.includes(slotId)) ?? false);
}

/**
 * True when none of these enrollments overlaps another one of its student in its class. Waiting goes together with
 * a trial, a makeup or a single day; an entry that is no longer in the queue stands in nobody's way.
 */
export function oneEnrollment(ids: readonly string[], nowMs: number): SQL {
  return sql`not exists (select 1 from json_each(${JSON.stringify(ids)}) j
    cross join enrollments e on e.id = j.value and e.deleted_at is null and ${counts(sql`e`, nowMs)}
    cross join enrollments o on ${rivals(sql`e`, sql`o`, nowMs)})`;
}

/** Whether `o` is another enrollment that cannot stand beside `e`. */
function rivals(e: SQL, o: SQL, nowMs: number): SQL {
  // The plus leads to the few enrollments of the student instead of all of the class.
  return sql`${o}.student_id = ${e}.student_id and +${o}.class_id = ${e}.class_id and ${o}.id <> ${e}.id
    and ${o}.deleted_at is null and ${o}.starts_on <= coalesce(${e}.ends_on, ${FOREVER})
    and coalesce(${o}.ends_on, ${FOREVER}) >= ${e}.starts_on and ${counts(o, nowMs)}
    and not (${e}.kind = 'wait' and ${o}.kind in ('trial', 'makeup', 'single_day'))
    and not (${o}.kind = 'wait' and ${e}.kind in ('trial', 'makeup', 'single_day'))`;
}

function counts(e: SQL, nowMs: number): SQL {
  return sql`(${e}.kind <> 'wait' or ${liveWait(e, nowMs)})`;
}

/** Whether an entry of the waitlist is in the queue, or has an offer that has not run out. */
export function liveWait(w: SQL, nowMs: number): SQL {
  return sql`(${w}.wait_state = 'queued' or (${w}.wait_state = 'offered' and ${w}.wait_expires_at > ${nowMs}))`;
}

/** True when nobody marked attendance in these enrollments; an absence that was only announced is no mark yet. */
export function noAttendance(ids: readonly string[]): SQL {
  return sql`not exists (select 1 from json_each(${JSON.stringify(ids)}) j cross join enrollments e on e.id = j.value
    cross join attendance a on a.id > 'att:' || e.student_id || ':' and a.id < 'att:' || e.student_id || ';'
      and a.enrollment_id = e.id and a.status <> 'none' and (a.status <> 'absent' or a.is_reported = 0)
      and a.deleted_at is null)`;
}

/** True when every mark of somebody who came lies on the days and in the slots that these enrollments still have. */
export function attendanceCovered(ids: readonly string[]): SQL {
  return sql`not exists (select 1 from json_each(${JSON.stringify(ids)}) j cross join enrollments e on e.id = j.value
    cross join attendance a on a.id > 'att:' || e.student_id || ':' and a.id < 'att:' || e.student_id || ';'
      and a.enrollment_id = e.id and a.status in ('present', 'tardy') and a.deleted_at is null
      and (a.meets_on < e.starts_on or a.meets_on > coalesce(e.ends_on, ${FOREVER})
        or (e.slot_ids is not null and instr(e.slot_ids, a.slot_id) = 0)))`;
}
