import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { FOREVER, lookAheadEnd } from "../../../tenant-schema/openings.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { classScope } from "../../kernel/scope.ts";
import { placesOf } from "./plan-enrollment.ts";
import { enrollmentRow, rowFields, rowJoins } from "./row-fields.ts";
import type { ClassRoster } from "./shapes.ts";
import { classInReach, placesOver, type StoredPlaces } from "./wanted-place.ts";

/** Who is in a class now and later, and who waits, in one round trip. @throws NotFound */
export async function getRoster(ctx: Context, classId: string): Promise<ClassRoster> {
  requireRight(ctx, "enrollments", "view");
  const on = today(ctx);
  const living = sql`e.class_id = ${classId} and e.deleted_at is null and coalesce(e.ends_on, ${FOREVER}) >= ${on}
    and (e.wait_state is null or e.wait_state in ('queued', 'offered', 'skipped'))`;
  const found = await read(ctx, {
    target: classInReach(ctx, classId, "view"),
    rows: select(
      rowFields(ctx),
      sql`from enrollments e ${rowJoins} where ${living} and ${classScope(ctx, "enrollments", "view")}
        order by s.sort_name, e.id`,
    ),
    slots: placesOver(
      ctx,
      classId,
      sql`(select ${on} as starts_on, ${lookAheadEnd(sql`${on}`)} as ends_on)`,
      sql`true`,
    ),
    // Offers are made of what stays free: somebody who begins beyond the window leaves a place free for a while only.
    lasting: placesOver(ctx, classId, sql`(select ${on} as starts_on, null as ends_on)`, sql`true`),
  });
  const target = expectRow(found.target, "class");
  const rows = found.rows.map((row) => enrollmentRow(row, ctx.nowMs));
  const enrolled = rows.filter((row) => row.kind !== "wait");
  const waiting = rows.filter((row) => row.kind === "wait");
  return {
    classId,
    className: target.name,
    slots: found.slots.map((slot) => ({ ...placesOf(slot), lasting: lastingOf(found.lasting, slot) })),
    current: enrolled.filter((row) => row.startsOn <= on),
    future: enrolled.filter((row) => row.startsOn > on),
    waiting: waiting.sort((a, b) => (a.wait?.position ?? 9e9) - (b.wait?.position ?? 9e9)),
  };
}

/** Never more than is free now; a slot without such days has none. */
function lastingOf(lasting: readonly StoredPlaces[], { slotId, free }: StoredPlaces): number {
  const found = lasting.find((one) => one.slotId === slotId);
  return Math.max(0, Math.min(free, found?.free ?? 0));
}
