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

/**
 * Whose claims count beside those who come: everybody who waits and whoever has an offer that has not run out, only
 * the offers (for who gets an own place back), or the offers and those who queue ahead of a turn. `passed`: ids of
 * those ahead who cannot come.
 */
export type Claims =
  | { readonly kind: "queue" }
  | { readonly kind: "offers" }
  | {
      readonly kind: "ahead";
      readonly id: string;
      readonly rank: number;
      readonly passed?: readonly string[];
    };

/** Sorts behind every date; what `slot_loads` keeps for an enrollment without end. */
export const FOREVER = sql`'9999-12-31'`;

/**
 * The days a screen asks about when it shows the openings of one date: future starts inside the look-ahead window take
 * their places now, or a place would be promised twice. As a subselect it is worked out once where the day is the same
 * for all rows.
 */
export function lookAheadEnd(from: SQL): SQL<string> {
  return sql`(select date(${from}, '+' || coalesce((select value ->> 'lookAheadDays' from settings where id = 'enrollment'), 14) || ' days'))`;
}

/**
 * Places that nobody takes on any day of the span: capacity, less the most students there are at once, less what carts
 * and dialogs hold. Negative where somebody enrolled beyond capacity. This is the formula of the trade (capacity less
 * active, trial, makeup, single day, future starts and pending), counted day by day, so that somebody who leaves before
 * another one comes is not counted beside them.
 */
export function freePlaces(span: SlotSpan): SQL<number> {
  return leftBeside(span, null);
}

/**
 * Free places less those that belong to others on the waitlist (`claims`), day by day like the students: somebody who
 * waits for a later start takes no place of the days before. So a place that is handed out changes nothing for anybody
 * on days on which it was not free, and whoever hands it out need only look at its own days.
 */
export function placesLeft(span: SlotSpan, claims: Claims): SQL<number> {
  return leftBeside(span, claiming(claims, span.nowMs));
}

/** What anybody who is not on the waitlist may take. Never negative. */
export function openings(span: SlotSpan): SQL<number> {
  return sql`max(0, ${placesLeft(span, { kind: "queue" })})`;
}

/** How many have a claim on any day of the span: those who queue, and those whose offer has not run out. */
export function claimedPlaces(span: SlotSpan): SQL<number> {
  const which = sql`${claiming({ kind: "queue" }, span.nowMs)} and w.starts_on <= ${span.to}`;
  return sql`(select count(*) ${waiting(span, which)})`;
}

/** The least capacity the slot has within the span. */
export function capacityOf({ slotId, classId, from, to }: SlotSpan): SQL<number> {
  const ownCapacity = sql`(select own.capacity from classes own where own.id = ${classId})`;
  return sql`coalesce((select min(coalesce(v.capacity, ${ownCapacity})) from slot_versions v
    where v.slot_id = ${slotId} and v.deleted_at is null and v.starts_on <= ${to}
      and (v.ends_on is null or v.ends_on >= ${from})), ${ownCapacity})`;
}

/** The slot's versions within the span, each with its own capacity and days; a class without slots is one of its own. */
function leftBeside(span: SlotSpan, claims: SQL | null): SQL<number> {
  const { slotId, classId, from, to } = span;
  const days = { ...span, from: sql`x.first_day`, to: sql`x.last_day` };
  // The LIMITs keep the engine from working out the days anew wherever they are named; what stands behind FROM does not
  // add to the depth of an expression, of which D1 allows 100 levels.
  return sql`((select min(y.free) from (select x.capacity - ${mostAtOnce(days, claims)} as free from (
    select coalesce(v.capacity, (select own.capacity from classes own where own.id = ${classId})) as capacity,
      max(z.first_day, coalesce(v.starts_on, z.first_day)) as first_day,
      min(z.last_day, coalesce(v.ends_on, z.last_day)) as last_day
    from (select ${from} as first_day, ${to} as last_day limit 1) z
    left join slot_versions v on v.slot_id = ${slotId} and v.deleted_at is null and v.starts_on <= z.last_day
      and (v.ends_on is null or v.ends_on >= z.first_day) limit -1) x limit -1) y) - ${heldPlaces(span)})`;
}

/**
 * The most at once on any day of the span: those of its first day, and the most that are added after it. Nearly everywhere
 * nobody waits, and those who change all come or all leave: then the sum says it, and no day is looked at by itself.
 */
function mostAtOnce(span: SlotSpan, claims: SQL | null): SQL {
  const { slotId, classId, from, to } = span;
  const loads = sql`from slot_loads l where l.slot_id = ${slotId} and l.day > ${from} and l.day <= ${to}`;
  const days = sql`select l.day, l.change ${loads}`;
  const bySum = (
    unless: SQL,
  ) => sql`(select case when ${unless} or (min(l.change) < 0 and max(l.change) > 0) then null
    else max(0, coalesce(sum(l.change), 0)) end ${loads})`;
  const students = studentsOn(slotId, from);
  if (claims === null) return sql`(${students} + coalesce(${bySum(sql`false`)}, ${mostAdded(days)}))`;
  const someWait = sql`exists (select 1 from enrollments w indexed by enrollments_waiting
    where w.class_id = ${classId} and w.kind = 'wait' and w.deleted_at is null)`;
  // Whoever waits comes on the first day already, or on the later one that they wait for.
  const waiters = sql`select max(w.starts_on, ${from}) as day, 1 as change
    ${waiting(span, sql`${claims} and w.starts_on <= ${to}`)}`;
  return sql`(${students} + coalesce(${bySum(someWait)}, ${mostAdded(sql`${days} union all ${waiters}`)}))`;
}

/** The most by which they grow. */
function mostAdded(changes: SQL): SQL {
  return sql`(select max(0, coalesce(max(added), 0)) from (
    select sum(d.change) over (order by d.day) as added from (${changes}) d))`;
}

function waiting({ classId, ...span }: SlotSpan, which: SQL): SQL {
  return sql`from enrollments w indexed by enrollments_waiting
    where w.class_id = ${classId} and w.kind = 'wait' and w.deleted_at is null and ${which}
      and ${takesSlot(sql`w.slot_ids`, { classId, ...span })}`;
}

/** Which entries of the waitlist (`w`) have a claim. */
function claiming(claims: Claims, nowMs: number): SQL {
  const isOffered = sql`(w.wait_state = 'offered' and w.wait_expires_at > ${nowMs})`;
  if (claims.kind === "offers") return isOffered;
  const ahead =
    claims.kind === "queue"
      ? sql``
      : sql`and (w.wait_rank, w.id) < (${claims.rank}, ${claims.id})
          and w.id not in (select value from json_each(${JSON.stringify(claims.passed ?? [])}))`;
  return sql`((w.wait_state = 'queued' ${ahead}) or ${isOffered})`;
}

/** How many students take a slot on a day: counted from the day of the slot's head, forwards or backwards. */
export function studentsOn(slotId: SQL, day: SQL): SQL<number> {
  return sql`coalesce((select h.students + case when h.day = ${day} then 0 else iif(h.day <= ${day}, 1, -1)
      * coalesce((select sum(l.change) from slot_loads l
        where l.slot_id = h.slot_id and l.day > min(h.day, ${day}) and l.day <= max(h.day, ${day})), 0) end
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
