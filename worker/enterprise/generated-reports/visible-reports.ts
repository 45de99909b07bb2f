import { type SQL, sql } from "drizzle-orm";
import type { EnterpriseActor } from "../context.ts";
import { subtreeOf } from "../reach.ts";

/**
 * Which generated reports somebody may know of, over `generated_reports r`: those of their group and of the groups below
 * it, all of them for enterprise users; and what an Admin ran only when they are an Admin themselves.
 */
export function visibleReports({ enterpriseId, groupId, level }: EnterpriseActor): SQL {
  const within = groupId === null ? sql`true` : sql`r.group_id in ${subtreeOf(groupId)}`;
  const forAll = level === "admin" ? sql`true` : sql`r.is_for_admins = 0`;
  return sql`(r.enterprise_id = ${enterpriseId} and ${within} and ${forAll})`;
}
