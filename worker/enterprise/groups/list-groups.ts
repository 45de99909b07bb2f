import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf, groupsOf } from "../reach.ts";
import { groupColumns } from "./group-rows.ts";
import type { GroupTree } from "./schemas.ts";

/** The groups that the reader may know of, with how many users and which accounts are in each. */
export async function listGroups({ control, actor }: EnterpriseContext): Promise<GroupTree> {
  return control.read({
    groups: select(
      {
        ...groupColumns,
        users: sql<number>`(select count(*) from enterprise_users u where u.group_id = g.id and u.deleted_at is null)`,
      },
      sql`from enterprise_groups g where g.id in ${groupsOf(actor)} order by lower(g.name), g.id`,
    ),
    accounts: select(
      {
        id: sql<string>`a.id`,
        name: sql<string>`a.display_name`,
        groupId: sql<string | null>`ea.group_id`,
        version: sql<number>`ea.version`,
      },
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id in ${accountsOf(actor)} order by lower(a.display_name), a.id`,
    ),
  });
}
