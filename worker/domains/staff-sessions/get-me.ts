import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, type StaffActor, standingOf } from "../../kernel/context.ts";
import { decide } from "../../kernel/decide.ts";
import { RIGHTS, type Right } from "../../kernel/permissions.ts";
import { featuresOf } from "../../kernel/plans.ts";
import { read } from "../../kernel/read.ts";
import type { Me } from "./schemas.ts";

export async function getMe(ctx: Context<StaffActor>, demo: boolean): Promise<Me> {
  const { locations } = await read(ctx, {
    locations: select(
      { id: sql<string>`l.id`, name: sql<string>`l.name`, timeZone: sql<string>`l.time_zone` },
      sql`from living_locations l order by l.position, l.name, l.id`,
    ),
  });
  const { id, name, email, enterprise } = ctx.actor;
  const { id: accountId, urlName, displayName, plan, timeZone, locale, currency, phoneRegion } = ctx.account;
  return {
    account: {
      id: accountId,
      urlName,
      displayName,
      plan,
      timeZone,
      locale,
      currency,
      phoneRegion,
      locations,
    },
    actor: {
      id,
      name,
      initials: initialsOf(name.replace(/ \(enterprise, .*\)$/, "")),
      email: email ?? "",
      kind: "staff",
    },
    enterprise: enterprise && { groupName: enterprise.groupName, level: enterprise.level },
    rights: rightsOf(ctx),
    features: featuresOf(plan),
    demo,
  };
}

function rightsOf(ctx: Context<StaffActor>): Me["rights"] {
  const rights: Record<string, "view" | "full"> = {};
  const standing = standingOf(ctx.actor, ctx.account);
  for (const right of Object.keys(RIGHTS) as Right[]) {
    const { level } = decide(standing, right);
    if (level !== "none") rights[right] = level;
  }
  return rights;
}

export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends
    .map((word) => [...word][0]!)
    .join("")
    .toLocaleUpperCase();
}
