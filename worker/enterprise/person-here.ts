import { sql } from "drizzle-orm";
import type { ControlDatabase } from "../../control-plane/control-database.ts";
import type { EnterpriseLevel } from "../../control-plane/enterprise-schema.ts";
import { flag, select } from "../../control-plane/query.ts";
import type { Context, StaffActor } from "../kernel/context.ts";
import { accountsOf, hasPlan, isPathActive } from "./reach.ts";

/** Whether an id of a person is that of an enterprise user, who has no row among an account's staff. */
export function isEnterpriseUser(id: string): boolean {
  return id.startsWith("eus_");
}

/**
 * An enterprise user for whom a job works in an account: with what they may do there at this moment; null when they
 * may no longer enter it.
 */
export async function enterprisePersonHere(
  control: ControlDatabase,
  ctx: Context,
  userId: string,
): Promise<StaffActor | null> {
  const { found } = await control.read({
    found: select(
      {
        name: sql<string>`u.name`,
        email: sql<string>`u.email`,
        level: sql<EnterpriseLevel>`u.level`,
        enterpriseId: sql<string>`u.enterprise_id`,
        groupId: sql<string | null>`u.group_id`,
        groupName: sql<string>`coalesce((select g.name from enterprise_groups g where g.id = u.group_id), e.name)`,
      },
      sql`from enterprise_users u join enterprises e on e.id = u.enterprise_id
        where u.id = ${userId} and u.state = 'active' and u.deleted_at is null
          and ${isPathActive(sql`u.group_id`)} and ${hasPlan(sql`u.enterprise_id`)}`,
    ),
  });
  const user = found[0];
  if (!user) return null;
  const { reach } = await control.read({
    reach: select({ isThere: flag(sql`${ctx.account.id} in ${accountsOf(user)}`) }, sql``),
  });
  if (!reach[0]?.isThere) return null;
  const { level, groupName } = user;
  const everything = { right: "admin", level: "full", locationId: null, ownClassesOnly: false } as const;
  return {
    kind: "staff",
    id: userId,
    name: `${user.name} (enterprise, ${groupName})`,
    email: user.email,
    sessionId: "",
    tokenHash: "",
    grants: [{ ...everything, groupId: null, groupName: null }],
    rightsVersion: 0,
    enterprise: { userId, sessionId: "", level, groupName },
  };
}
