import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import { enrollments } from "../../../tenant-schema/classes.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { TakenPlace } from "../../../tenant-schema/places-kept.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { classScope } from "../../kernel/scope.ts";

/** An enrollment, whole, with the names a summary needs. */
export type EnrollmentInReach = Row<"enrollments"> & {
  readonly studentName: string;
  readonly familyId: string;
  readonly className: string;
  readonly locationId: string;
  /** A makeup token stands for it; it is cancelled where tokens are. */
  readonly hasToken: boolean;
};

/** Living enrollments in reach of the actor, for a write. */
export function enrollmentsInReach(ctx: Context, ids: readonly string[]): Query<EnrollmentInReach> {
  return enrollmentsWhere(
    ctx,
    sql`json_each(${JSON.stringify(ids)}) j cross join enrollments on enrollments.id = j.value`,
    sql`true`,
  );
}

/** Those of a class that last beyond a day, and whoever waits for it. */
export function enrollmentsOfClass(ctx: Context, classId: string, after: string): Query<EnrollmentInReach> {
  const still = sql`enrollments.class_id = ${classId} and coalesce(enrollments.ends_on, '9999-12-31') > ${after}`;
  return enrollmentsWhere(ctx, sql`enrollments`, still);
}

function enrollmentsWhere(
  ctx: Context,
  source: ReturnType<typeof sql>,
  where: ReturnType<typeof sql>,
): Query<EnrollmentInReach> {
  return select(
    {
      ...allColumns(enrollments),
      studentName: sql<string>`s.first_name || ' ' || s.last_name`,
      familyId: sql<string>`s.family_id`,
      className: sql<string>`c.name`,
      locationId: sql<string>`c.location_id`,
      hasToken: flag(sql`exists (select 1 from makeup_tokens t where t.student_id = enrollments.student_id
        and t.enrollment_id = enrollments.id and t.state in ('pending', 'expended') and t.deleted_at is null)`),
    },
    sql`from ${source} cross join classes c on c.id = enrollments.class_id cross join students s on s.id = enrollments.student_id
      where enrollments.deleted_at is null and c.deleted_at is null and ${where}
        and ${classScope(ctx, "enrollments", "full")}`,
  ) as unknown as Query<EnrollmentInReach>;
}

export function takenBy(row: Row<"enrollments">): TakenPlace {
  return { classId: row.classId, slotIds: row.slotIds, from: row.startsOn, to: row.endsOn };
}

/** @throws Conflict where an enrollment has a life elsewhere: on the waitlist, or behind a makeup token */
export function refuseOtherRooms(row: EnrollmentInReach): void {
  if (row.kind === "wait") {
    throw new Conflict("on_waitlist", "This is an entry of the waitlist. Change it there.");
  }
  if (row.hasToken) {
    throw new Conflict(
      "has_token",
      "A makeup token was spent on this. Cancel the makeup, so that the token is looked after.",
    );
  }
}

export const attendanceTaken = () =>
  new Conflict(
    "attendance_taken",
    "The student came to a meeting that this would take away. Choose other dates, or take the mark back first.",
  );
