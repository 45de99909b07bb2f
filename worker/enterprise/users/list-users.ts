import { sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import type { EnterpriseUsers, SignInRules, SignInRulesInput } from "./schemas.ts";
import { userColumns, usersWithin } from "./user-rows.ts";

/** Everybody whom the reader may know of, by name. */
export function listUsers({ control, actor }: EnterpriseContext): Promise<EnterpriseUsers> {
  return control.read({
    users: select(
      userColumns,
      sql`from enterprise_users u where ${usersWithin(actor)} and u.deleted_at is null order by lower(u.name), u.id`,
    ),
  });
}

/** From which organizations at Microsoft people may sign in: the whole enterprise's affair. @throws Forbidden */
export async function getSignInRules(ctx: EnterpriseContext): Promise<SignInRules> {
  requireWhole(ctx);
  const { found } = await ctx.control.read({
    found: select(
      { tenants: json<readonly string[]>(sql`identity_tenants`), version: sql<number>`version` },
      sql`from enterprises where id = ${ctx.actor.enterpriseId}`,
    ),
  });
  return found[0]!;
}

export async function setSignInRules(
  ctx: EnterpriseContext,
  { tenants, version }: SignInRulesInput,
): Promise<SignInRules> {
  const before = await getSignInRules(ctx);
  const own = [...new Set(tenants.map((tenant) => tenant.toLowerCase()))];
  const { enterpriseId } = ctx.actor;
  const after = { tenants: own, version: version + 1 };
  await commitEnterprise(
    ctx,
    {
      action: "enterprise.sign_in",
      summary: "Changed the organizations from which people may sign in",
      subjectId: enterpriseId,
      before: { tenants: before.tenants },
      after: { tenants: own },
    },
    [
      controlGuard(
        "row_version",
        sql`(select version from enterprises where id = ${enterpriseId}) = ${version}`,
      ),
      sql`update enterprises set identity_tenants = ${JSON.stringify(own)}, updated_at = ${ctx.nowMs},
        version = version + 1 where id = ${enterpriseId}`,
    ],
    after,
  );
  return after;
}

function requireWhole({ actor }: EnterpriseContext): void {
  if (actor.groupId === null) return;
  throw new Forbidden("whole_enterprise", "Only Admins of the whole enterprise decide how people sign in.");
}
