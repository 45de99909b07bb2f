import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { makeupTokens } from "../../../tenant-schema/attendance.ts";
import type { Context } from "../../kernel/context.ts";
import { studentInReach } from "../attendance/student-reach.ts";
import type { StoredToken } from "./token-moves.ts";

/** The tokens of a student that nobody has used. */
export function availableTokens(studentId: string): Query<StoredToken> {
  return select(
    allColumns(makeupTokens),
    sql`from ${makeupTokens} where ${makeupTokens.studentId} = ${studentId} and ${makeupTokens.state} = 'available'
      and ${makeupTokens.deletedAt} is null`,
  );
}

/** The token that a request keeps back until staff have decided. */
export function requestedToken(studentId: string, tokenId: string): Query<StoredToken> {
  return select(
    allColumns(makeupTokens),
    sql`from ${makeupTokens} where ${makeupTokens.id} = ${tokenId} and ${makeupTokens.studentId} = ${studentId}
      and ${makeupTokens.state} = 'pending' and ${makeupTokens.deletedAt} is null`,
  );
}

/** The token that pays for a makeup; the enrollment tells the student, by whom tokens are found. */
export function tokenOfEnrollment(enrollmentId: string): Query<StoredToken> {
  return select(
    allColumns(makeupTokens),
    sql`from enrollments e cross join ${makeupTokens} on ${makeupTokens.studentId} = e.student_id
      and ${makeupTokens.enrollmentId} = e.id and ${makeupTokens.state} = 'expended' and ${makeupTokens.deletedAt} is null
      where e.id = ${enrollmentId}`,
  );
}

/** A living token of a student within reach, with the student's name. */
export function tokenById(
  ctx: Context,
  id: string,
  right: "create_makeup_tokens" | "delete_makeup_tokens",
): Query<StoredToken & { studentName: string }> {
  return select(
    { ...allColumns(makeupTokens), studentName: sql<string>`s.first_name || ' ' || s.last_name` },
    sql`from ${makeupTokens} join students s on s.id = ${makeupTokens.studentId}
      where ${makeupTokens.id} = ${id} and ${makeupTokens.deletedAt} is null
        and ${studentInReach(ctx, sql`s.id`, right, "full")}`,
  ) as Query<StoredToken & { studentName: string }>;
}
