import { type SQL, sql } from "drizzle-orm";
import type { AccountRestriction } from "./account.ts";
import { type Query, select } from "./query.ts";

/**
 * What is taken away above an account, from the enterprise down to its own group. Whether a group lets its users in
 * says nothing here, and leaving the Enterprise plan ends it: only while an account is in it does anybody stand above.
 */
export function restrictionsOf(accountId: SQL): Query<AccountRestriction> {
  return select(
    {
      right: sql<string>`o.right_key`,
      maxLevel: sql<"none" | "view">`o.max_level`,
      groupName: sql<string>`coalesce(g.name, e.name)`,
    },
    sql`from ${pathOf(accountId)} path
      join enterprise_overrides o on o.enterprise_id = path.enterprise_id
        and coalesce(o.group_id, '') = coalesce(path.group_id, '')
      join enterprises e on e.id = path.enterprise_id left join enterprise_groups g on g.id = path.group_id
      order by path.above desc, o.right_key`,
  );
}

/** The groups above an account, nearest first, and the enterprise last, with null for its group. */
function pathOf(accountId: SQL): SQL {
  return sql`(with recursive chain (enterprise_id, group_id, above) as (
      select ea.enterprise_id, ea.group_id, 0 from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id = ${accountId} and a.plan = 'enterprise'
      union all
      select chain.enterprise_id, up.parent_id, chain.above + 1
        from chain join enterprise_groups up on up.id = chain.group_id where chain.above < ${MAX_DEPTH})
    select enterprise_id, group_id, above from chain)`;
}

/** No tree is this deep; one that was tied into a ring by mistake ends here. */
const MAX_DEPTH = 50;
