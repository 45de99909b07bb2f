import { type SQL, sql } from "drizzle-orm";
import type { AccountRestriction } from "./account.ts";
import { type Query, select } from "./query.ts";

/**
 * What is taken away above each of some accounts, from the enterprise down to its own group. Whether a group lets its users in
 * says nothing here, and leaving the Enterprise plan ends it: only while an account is in it does anybody stand above.
 */
export function restrictionsOf(accountIds: SQL): Query<AccountRestriction & { accountId: string }> {
  return select(
    {
      accountId: sql<string>`path.account_id`,
      right: sql<string>`o.right_key`,
      maxLevel: sql<"none" | "view">`o.max_level`,
      groupName: sql<string>`coalesce(g.name, e.name)`,
    },
    sql`from ${pathsOf(accountIds)} path
      join enterprise_overrides o on o.enterprise_id = path.enterprise_id
        and coalesce(o.group_id, '') = coalesce(path.group_id, '')
      join enterprises e on e.id = path.enterprise_id left join enterprise_groups g on g.id = path.group_id
      order by path.account_id, path.above desc, o.right_key`,
  );
}

/** The groups above each account, nearest first, and the enterprise last, with null for its group. */
function pathsOf(accountIds: SQL): SQL {
  return sql`(with recursive chain (account_id, enterprise_id, group_id, above) as (
      select ea.account_id, ea.enterprise_id, ea.group_id, 0 from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id in ${accountIds} and a.plan = 'enterprise'
      union all
      select chain.account_id, chain.enterprise_id, up.parent_id, chain.above + 1
        from chain join enterprise_groups up on up.id = chain.group_id where chain.above < ${MAX_DEPTH})
    select account_id, enterprise_id, group_id, above from chain)`;
}

/** No tree is this deep; one that was tied into a ring by mistake ends here. */
const MAX_DEPTH = 50;
