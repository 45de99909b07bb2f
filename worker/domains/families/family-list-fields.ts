import { type SQL, sql } from "drizzle-orm";
import { flag } from "../../../control-plane/query.ts";
import { familyList } from "../../../tenant-schema/lists.ts";
import { type Context, may } from "../../kernel/context.ts";
import type { FamilyFilter } from "./schemas.ts";
import type { FamilyRow } from "./shapes.ts";

/** A row of the list with the key it is sorted by. */
export interface ListedFamily extends FamilyRow {
  readonly sortName: string;
}

/** What a row shows. Where a derived flag was due to change since the day was turned, it is computed afresh. */
export function familyFields(on: string) {
  return {
    id: familyList.familyId,
    name: familyList.name,
    sortName: familyList.sortName,
    guardianName: familyList.guardianName,
    phone: familyList.phone,
    email: familyList.email,
    students: familyList.students,
    isActive: flag(
      sql`case when ${familyList.activeChangesOn} <= ${on} then ${activeOn(on)} else ${familyList.isActive} end`,
    ),
    isSuspended: familyList.isSuspended,
    needsReview: familyList.needsReview,
  };
}

/**
 * Whether a row that a search came by is shown. Those that are not come without a word in them: joined from the left with
 * the conditions of the search, they are only counted, and a list that skips two of three costs what it shows.
 */
export const KEPT = flag(sql`${familyList.familyId} is not null`);

/** A row of the list with what its family owes, for whoever may see that. */
export function listedFields(ctx: Context, on: string) {
  const owed = may(ctx, "charges", "view") ? sql`${familyList.balanceMinor}` : sql`null`;
  return { ...familyFields(on), balanceMinor: sql<number | null>`${owed}` };
}

/** Whether the family of a list row has an active enrollment on a date. */
export function activeOn(on: string): SQL {
  return sql`exists (select 1 from students s join enrollments e on e.student_id = s.id
    where s.family_id = ${familyList.familyId} and s.deleted_at is null and e.deleted_at is null and e.kind = 'active'
      and e.starts_on <= ${on} and (e.ends_on is null or e.ends_on >= ${on}))`;
}

/** The condition of a status, right on any day whether or not the day was turned. */
export function statusCondition(status: FamilyFilter["status"], on: string): SQL {
  const settled = sql`(${familyList.activeChangesOn} is null or ${familyList.activeChangesOn} > ${on})`;
  switch (status) {
    case "all":
      return sql`true`;
    case "active":
      return sql`(case when ${settled} then ${familyList.isActive} = 1 else ${activeOn(on)} end)`;
    case "inactive":
      return sql`(case when ${settled} then ${familyList.isActive} = 0 else not ${activeOn(on)} end)`;
    case "suspended":
      return sql`${familyList.isSuspended} = 1`;
    case "review":
      return sql`${familyList.needsReview} = 1`;
  }
}
