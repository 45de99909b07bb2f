import { type SQL, sql } from "drizzle-orm";
import type { EnterpriseActor } from "./context.ts";

type Reach = Pick<EnterpriseActor, "enterpriseId" | "groupId">;

/** The ids of a group and of every living group below it, as a subquery. */
export function subtreeOf(groupId: string): SQL {
  return sql`(with recursive below(id) as (
      select id from enterprise_groups where id = ${groupId} and deleted_at is null
      union all select g.id from below b join enterprise_groups g on g.parent_id = b.id and g.deleted_at is null)
    select id from below)`;
}

/** The ids of the groups that somebody may know of: all of the enterprise, or their own with those below it. */
export function groupsOf({ enterpriseId, groupId }: Reach): SQL {
  return groupId === null
    ? sql`(select id from enterprise_groups where enterprise_id = ${enterpriseId} and deleted_at is null)`
    : subtreeOf(groupId);
}

/**
 * The ids of the accounts that somebody may enter, as a subquery: those of the Enterprise plan that are in use, all of
 * the enterprise or those of one's group and the groups below it. Whatever else there is does not exist for them.
 */
export function accountsOf(actor: Reach): SQL {
  const within = actor.groupId === null ? sql`` : sql`and ea.group_id in ${subtreeOf(actor.groupId)}`;
  return sql`(select ea.account_id from enterprise_accounts ea join accounts a on a.id = ea.account_id
    where ea.enterprise_id = ${actor.enterpriseId} and a.plan = 'enterprise' and a.status in ('ready', 'suspended')
      ${within})`;
}

/** Whether a group and everything above it is switched on; true for NULL, which is the whole enterprise. */
export function isPathActive(groupId: SQL): SQL {
  return sql`not exists (with recursive above(id, parent_id, shut) as (
      select id, parent_id, is_active = 0 or deleted_at is not null from enterprise_groups where id = ${groupId}
      union all select p.id, p.parent_id, p.is_active = 0 or p.deleted_at is not null
        from above b join enterprise_groups p on p.id = b.parent_id)
    select 1 from above where shut)`;
}

/** Whether the enterprise has the plan: some account of the Enterprise plan, or none at all yet. */
export function hasPlan(enterpriseId: SQL): SQL {
  return sql`(exists (select 1 from enterprise_accounts pe join accounts pa on pa.id = pe.account_id
      where pe.enterprise_id = ${enterpriseId} and pa.plan = 'enterprise')
    or not exists (select 1 from enterprise_accounts pe where pe.enterprise_id = ${enterpriseId}))`;
}
