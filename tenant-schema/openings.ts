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
  /** A hold that is not counted: that of whoever asks, if it is theirs. */
  readonly exceptHold?: { readonly id: string; readonly holderId: string } | null;
}

/** Somebody on the waitlist, seen by those around: who comes first, and who was passed over because they cannot come. */
export interface Turn {
  readonly rank: SQL;
  readonly id: SQL;
  /** Ids as a JSON array. */
  readonly passed?: SQL;
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
 * Places that belong to the waitlist: one for everybody who queues or has an offer that has not run out. Seen from a
 * turn, only offers and those who queue ahead of it.
 */
export function claimedPlaces(span: SlotSpan, turn?: Turn): SQL<number> {
  const passed =
    turn?.passed === undefined ? sql`` : sql`and w.id not in (select value from json_each(${turn.passed}))`;
  const ahead =
    turn === undefined ? sql`` : sql`and (w.wait_rank, w.id) < (${turn.rank}, ${turn.id}) ${passed}`;
  return waiting(span, sql`((w.wait_state = 'queued' ${ahead}) or ${liveOffer(span.nowMs)})`);
}

/** Places that were offered to somebody on the waitlist who may still accept. */
export function offeredPlaces(span: SlotSpan): SQL<number> {
  return waiting(span, liveOffer(span.nowMs));
}

function waiting(span: SlotSpan, which: SQL): SQL<number> {
  return sql`(select count(*) from enrollments w indexed by enrollments_waiting
    where w.class_id = ${span.classId} and w.kind = 'wait' and w.deleted_at is null and ${which}
      and w.starts_on <= ${span.to} and ${takesSlot(sql`w.slot_ids`, span)})`;
}

function liveOffer(nowMs: number): SQL {
  return sql`(w.wait_state = 'offered' and w.wait_expires_at > ${nowMs})`;
}

/** What anybody who is not on the waitlist may take. Never negative. */
export function openings(span: SlotSpan): SQL<number> {
  return sql`max(0, ${freePlaces(span)} - ${claimedPlaces(span)})`;
}

/** The least capacity the slot has within the span. */
export function capacityOf({ slotId, classId, from, to }: SlotSpan): SQL<number> {
  const ownCapacity = sql`(select c.capacity from classes c where c.id = ${classId})`;
  return sql`coalesce((select min(coalesce(v.capacity, ${ownCapacity})) from slot_versions v
    where v.slot_id = ${slotId} and v.deleted_at is null and v.starts_on <= ${to}
      and (v.ends_on is null or v.ends_on >= ${from})), ${ownCapacity})`;
}

/** The most students at once on any day of the span: those of its first day, and the most that are added after it. */
function mostStudents({ slotId, from, to }: SlotSpan): SQL<number> {
  const after = sql`l.slot_id = ${slotId} and l.day > ${from} and l.day <= ${to}`;
  // Most spans change nothing, and then there is no need to set up the sums.
  return sql`(${studentsOn(slotId, from)} + case when exists (select 1 from slot_loads l where ${after}) then
    (select max(0, max(added)) from (select sum(l.change) over (order by l.day) as added from slot_loads l where ${after}))
    else 0 end)`;
}

/** How many students take a slot on a day: counted from the day of the slot's head, forwards or backwards. */
export function studentsOn(slotId: SQL, day: SQL): SQL<number> {
  return sql`coalesce((select h.students + iif(h.day <= ${day}, 1, -1) * coalesce((select sum(l.change) from slot_loads l
    where l.slot_id = h.slot_id and l.day > min(h.day, ${day}) and l.day <= max(h.day, ${day})), 0)
    from slot_heads h where h.slot_id = ${slotId}), 0)`;
}

function heldPlaces(span: SlotSpan): SQL<number> {
  const { exceptHold } = span;
  const own = exceptHold
    ? sql`and not (h.id = ${exceptHold.id} and h.holder_id = ${exceptHold.holderId})`
    : sql``;
  return sql`(select count(*) from place_holds h
    where h.class_id = ${span.classId} and h.released_at is null and h.deleted_at is null and h.expires_at > ${span.nowMs}
      and h.starts_on <= ${span.to} and (h.ends_on is null or h.ends_on >= ${span.from}) ${own}
      and ${takesSlot(sql`h.slot_ids`, span)})`;
}

/** Ids have one length and never contain one another, so looking for one in the list's text is exact. */
function takesSlot(slotIds: SQL, { slotId, classId }: SlotSpan): SQL {
  return sql`(${slotIds} is null or ${slotId} = ${classId} or instr(${slotIds}, ${slotId}) > 0)`;
}
