import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { capacityOf, FOREVER, freePlaces, type SlotSpan } from "../../../tenant-schema/openings.ts";
import type { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";

/** A slot as it is from one day to another, and the most places that are taken on one of these days. */
export interface TakenSlot {
  readonly classId: string;
  readonly slotId: string;
  /** Null: the class's. */
  readonly ownCapacity: number | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly taken: number;
}

/** What is taken in some classes from a day on, for each slot version that still holds then. */
export function takenQuery(
  classIds: readonly string[],
  from: string,
  nowMs: number,
  slotId?: string,
): Query<TakenSlot> {
  const span: SlotSpan = {
    slotId: sql`coalesce(sv.slot_id, cl.id)`,
    classId: sql`cl.id`,
    from: sql`max(coalesce(sv.starts_on, ${from}), ${from})`,
    to: sql`coalesce(sv.ends_on, ${FOREVER})`,
    nowMs,
  };
  const one = slotId === undefined ? sql`` : sql`and sv.slot_id = ${slotId}`;
  return select(
    {
      classId: sql<string>`cl.id`,
      slotId: sql<string>`coalesce(sv.slot_id, cl.id)`,
      ownCapacity: sql<number | null>`sv.capacity`,
      startsOn: sql<string>`max(coalesce(sv.starts_on, ${from}), ${from})`,
      endsOn: sql<string | null>`sv.ends_on`,
      taken: sql<number>`${capacityOf(span)} - ${freePlaces(span)}`,
    },
    sql`from json_each(${JSON.stringify(classIds)}) j cross join classes cl on cl.id = j.value
      left join slot_versions sv on sv.class_id = cl.id and sv.deleted_at is null
        and (sv.ends_on is null or sv.ends_on >= ${from}) ${one}`,
  );
}

/** Those in which more places are taken than there would be. */
export function overfull(taken: readonly TakenSlot[], capacity: number): TakenSlot[] {
  return taken.filter((slot) => slot.taken > capacity);
}

/**
 * Fewer places than are taken: told first, and then only for those who may enroll against the rules.
 * @throws Conflict `over_capacity` with what is taken, Forbidden
 */
export function refuseOverfull(ctx: Context, slots: readonly TakenSlot[], seen: boolean): void {
  if (slots.length === 0) return;
  if (seen) {
    requireRight(ctx, "override_enrollment", "full");
    return;
  }
  throw overCapacity(slots);
}

function overCapacity(slots: readonly TakenSlot[]): Conflict {
  const most = Math.max(0, ...slots.map((slot) => slot.taken));
  const taken = most > 0 ? `${most} places are already taken.` : "Somebody was just enrolled.";
  return new Conflict(
    "over_capacity",
    `${taken} Nobody is dropped if you go on, but the class is over capacity until somebody leaves.`,
    { taken: most, slots: slots.map(({ slotId, taken }) => ({ slotId, taken })) },
  );
}

/** Somebody enrolled while fewer places were being decided on: told the same as without a race. */
export async function commitLowered(ctx: Context, change: Change): Promise<Committed> {
  try {
    return await commit(ctx, change);
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "place_left") throw overCapacity([]);
    throw error;
  }
}

/** True while no such slot (`sv`) of these classes has more students than places from a day on. */
export function placesSuffice(classIds: readonly string[], from: string, nowMs: number, such: SQL): SQL {
  const span: SlotSpan = {
    slotId: sql`coalesce(sv.slot_id, cl.id)`,
    classId: sql`cl.id`,
    from: sql`max(coalesce(sv.starts_on, ${from}), ${from})`,
    to: sql`coalesce(sv.ends_on, ${FOREVER})`,
    nowMs,
  };
  return sql`not exists (select 1 from json_each(${JSON.stringify(classIds)}) j cross join classes cl on cl.id = j.value
    left join slot_versions sv on sv.class_id = cl.id and sv.deleted_at is null
      and (sv.ends_on is null or sv.ends_on >= ${from})
    where ${such} and (${freePlaces(span)} >= 0) is not true)`;
}
