import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { historyQuery, policiesQuery, standingsQuery, toHistory, withStandings } from "./policy-queries.ts";
import type { OfficeFamilyPolicies } from "./schemas.ts";

/** Where a family stands with every policy, also those that are answered on paper only. @throws NotFound */
export async function getOfficePolicies(ctx: Context, familyId: string): Promise<OfficeFamilyPolicies> {
  requireRight(ctx, "families", "view");
  const found = await read(ctx, {
    family: familyQuery(familyId),
    policies: policiesQuery(),
    standings: standingsQuery(familyId),
    history: historyQuery(familyId),
  });
  const family = found.family[0];
  if (!family) throw new NotFound("family");
  return {
    family,
    policies: withStandings(found.policies, found.standings),
    history: toHistory(found.history),
  };
}

export function familyQuery(familyId: string) {
  return select(
    { id: sql<string>`id`, name: sql<string>`name` },
    sql`from living_families where id = ${familyId}`,
  );
}
