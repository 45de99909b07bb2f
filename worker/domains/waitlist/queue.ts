import { type SQL, sql } from "drizzle-orm";
import { allColumns, json, type Query, select } from "../../../control-plane/query.ts";
import { enrollments } from "../../../tenant-schema/classes.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { FOREVER, placesLeft } from "../../../tenant-schema/openings.ts";
import { liveWait, meetsWithin } from "../../../tenant-schema/places-kept.ts";
import { type Context, today } from "../../kernel/context.ts";
import { classScope } from "../../kernel/scope.ts";

/** Somebody on the waitlist, and whether there is something for them. */
export type WaitEntry = Row<"enrollments"> & {
  readonly studentName: string;
  readonly familyId: string;
  readonly className: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly schoolGrade: string | null;
  /** Places free in each slot they want, less those offered to somebody; empty when none of them meets any more. */
  readonly places: Readonly<Record<string, number>>;
};

/** The open entries of a class in the order of their turns. */
export function queueOfClass(ctx: Context, classId: SQL): Query<WaitEntry> {
  return entries(
    ctx,
    sql`enrollments.class_id = ${classId} and enrollments.kind = 'wait' and ${liveWait(sql`enrollments`, ctx.nowMs)}`,
  );
}

/** One entry, whatever has become of it. */
export function waitEntry(ctx: Context, id: string): Query<WaitEntry> {
  return entries(ctx, sql`enrollments.id = ${id} and enrollments.kind = 'wait'`);
}

/** The class of an entry, for queries about its queue. */
export function classOf(id: string): SQL {
  return sql`(select class_id from enrollments where id = ${id})`;
}

function entries(ctx: Context, which: SQL): Query<WaitEntry> {
  return select(
    {
      ...allColumns(enrollments),
      studentName: sql<string>`s.first_name || ' ' || s.last_name`,
      familyId: sql<string>`s.family_id`,
      className: sql<string>`c.name`,
      birthDate: sql<string | null>`s.birth_date`,
      gender: sql<string | null>`s.gender`,
      schoolGrade: sql<string | null>`s.school_grade`,
      places: json<Record<string, number>>(placesFor(ctx, sql`enrollments`)),
    },
    sql`from enrollments cross join classes c on c.id = enrollments.class_id and c.deleted_at is null
      cross join students s on s.id = enrollments.student_id
      where enrollments.deleted_at is null and ${which} and ${classScope(ctx, "enrollments", "full")}
      order by enrollments.wait_rank, enrollments.id`,
  ) as unknown as Query<WaitEntry>;
}

/** What an entry could be offered, by slot: a place from the day it is wanted, or from today, without end. */
function placesFor(ctx: Context, w: SQL): SQL<string> {
  const span = {
    slotId: sql`t.slot_id`,
    classId: sql`${w}.class_id`,
    from: sql`max(${w}.starts_on, ${today(ctx)})`,
    to: FOREVER,
    nowMs: ctx.nowMs,
  };
  return sql`(select json_group_object(t.slot_id, ${placesLeft(span, { kind: "offers" })}) from (
      select coalesce(o.id, ${w}.class_id) as slot_id, o.id as own from (select 1) left join slots o
        on o.class_id = ${w}.class_id and o.deleted_at is null
          and (${w}.slot_ids is null or instr(${w}.slot_ids, o.id) > 0)) t
    where ${meetsWithin(sql`t.own`, span)})`;
}

/** The fewest places in any of the slots. */
export function fewest({ places }: Pick<WaitEntry, "places">): number {
  const counts = Object.values(places);
  return counts.length === 0 ? 0 : Math.min(...counts);
}

export type WaitState = "queued" | "offered" | "expired" | "accepted" | "declined" | "skipped";

/** An offer that ran out is one no longer, whether or not anybody has noticed. */
export function stateOf(
  { waitState, waitExpiresAt }: Pick<Row<"enrollments">, "waitState" | "waitExpiresAt">,
  nowMs: number,
): WaitState {
  if (waitState === "offered" && (waitExpiresAt ?? 0) <= nowMs) return "expired";
  return waitState ?? "queued";
}
