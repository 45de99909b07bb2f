import { type SQL, sql } from "drizzle-orm";

/** A weekly slot over some days, as SQL: a parameter, or a column of the statement around it. */
export interface SlotSpan {
  /** A class without slots is counted under its own id. */
  readonly slotId: SQL;
  readonly classId: SQL;
  /** The first day somebody would come. */
  readonly from: SQL;
  /** The last one; `FOREVER` for a place without end. */
  readonly to: SQL;
  readonly nowMs: number;
}

/** Sorts behind every date; what `slot_loads` keeps for an enrollment without end. */
export const FOREVER = sql`'9999-12-31'`;

/**
 * The days a screen asks about when it shows the openings of one date: future starts inside the look-ahead window take
 * their places now, or a place would be promised twice.
 */
export function lookAheadEnd(from: SQL): SQL<string> {
  return sql`date(${from}, '+' || coalesce((select value ->> 'lookAheadDays' from settings where id = 'enrollment'), 14) || ' days')`;
}

/**
 * Places that nobody takes on any day of the span: capacity, less the most students there are at once, less what carts
 * and dialogs hold. Negative where somebody enrolled beyond capacity. This is the formula of the trade (capacity less
 * active, trial, makeup, single day, future starts and pending), counted day by day, so that somebody who leaves before
 * another one comes is not counted beside them.
 */
export function freePlaces(span: SlotSpan): SQL<number> {
  return sql`(${capacityOf(span)} - ${mostStudents(span)} - ${heldPlaces(span)})`;
}

/**
 * Places that belong to the waitlist: one for everybody who queues or has an offer that has not run out. `before` asks
 * only for those ahead of a rank.
 */
export function claimedPlaces(span: SlotSpan, before?: SQL): SQL<number> {
  const ahead = before === undefined ? sql`` : sql`and w.wait_rank < ${before}`;
  return sql`(select count(*) from enrollments w
    where w.class_id = ${span.classId} and w.kind = 'wait' and w.deleted_at is null ${ahead}
      and (w.wait_state = 'queued' or (w.wait_state = 'offered' and w.wait_expires_at > ${span.nowMs}))
      and w.starts_on <= ${span.to} and ${takesSlot(sql`w.slot_ids`, span)})`;
}

/** What anybody who is not on the waitlist may take. Never negative. */
export function openings(span: SlotSpan): SQL<number> {
  return sql`max(0, ${freePlaces(span)} - ${claimedPlaces(span)})`;
}

/** The least capacity the slot has within the span. */
function capacityOf({ slotId, classId, from, to }: SlotSpan): SQL<number> {
  const ownCapacity = sql`(select c.capacity from classes c where c.id = ${classId})`;
  return sql`coalesce((select min(coalesce(v.capacity, ${ownCapacity})) from slot_versions v
    where v.slot_id = ${slotId} and v.deleted_at is null and v.starts_on <= ${to}
      and (v.ends_on is null or v.ends_on >= ${from})), ${ownCapacity})`;
}

/** The most students at once on any day of the span: every coming adds, every going takes away, in order of the days. */
function mostStudents({ slotId, from, to }: SlotSpan): SQL<number> {
  const within = sql`l.slot_id = ${slotId} and l.ends_on >= ${from} and l.starts_on <= ${to}`;
  return sql`coalesce((select max(present) from (
    select sum(change) over (order by day, change rows unbounded preceding) as present from (
      select max(l.starts_on, ${from}) as day, l.students as change from slot_loads l where ${within}
      union all
      select date(l.ends_on, '+1 day'), -l.students from slot_loads l where ${within} and l.ends_on < ${to}))), 0)`;
}

function heldPlaces(span: SlotSpan): SQL<number> {
  return sql`(select count(*) from place_holds h
    where h.class_id = ${span.classId} and h.released_at is null and h.deleted_at is null and h.expires_at > ${span.nowMs}
      and h.starts_on <= ${span.to} and (h.ends_on is null or h.ends_on >= ${span.from})
      and ${takesSlot(sql`h.slot_ids`, span)})`;
}

/** Ids have one length and never contain one another, so looking for one in the list's text is exact. */
function takesSlot(slotIds: SQL, { slotId, classId }: SlotSpan): SQL {
  return sql`(${slotIds} is null or ${slotId} = ${classId} or instr(${slotIds}, ${slotId}) > 0)`;
}
