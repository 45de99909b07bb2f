import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { historyQuery, policiesQuery, standingsQuery, toHistory, withStandings } from "./policy-queries.ts";
import type { FamilyPolicies } from "./schemas.ts";

/** Every policy that families may read, where this family stands with it, and what was answered before. */
export async function listFamilyPolicies(ctx: Context<GuardianActor>): Promise<FamilyPolicies> {
  const { familyId } = ctx.actor;
  const found = await read(ctx, {
    policies: policiesQuery(sql`p.is_public = 1`),
    standings: standingsQuery(familyId),
    history: historyQuery(familyId, sql`p.is_public = 1`),
    responsible: select(
      { name: sql<string>`coalesce(trim(g.first_name || ' ' || g.last_name), l.email)` },
      sql`from living_family_logins fl join living_logins l on l.id = fl.login_id
        left join living_guardians g on g.id = fl.guardian_id
        where fl.family_id = ${familyId} and fl.role in ('owner', 'payer') order by fl.created_at, fl.id`,
    ),
  });
  return {
    policies: withStandings(found.policies, found.standings),
    responsible: found.responsible.map(({ name }) => name),
    history: toHistory(found.history),
  };
}
