import { sql } from "drizzle-orm";
import { describeProcessor } from "../../../control-plane/payment-processors.ts";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { Services } from "../../services.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { lintPortal, type PortalFacts } from "./lint-portal.ts";
import type { PortalSettingsPage } from "./schemas.ts";
import { portalSettingsOf, portalSettingsQuery } from "./settings-query.ts";

/** Every setting of the portal, and what in them families would stumble over. */
export async function getPortalSettings(ctx: Context, services: Services): Promise<PortalSettingsPage> {
  requireRight(ctx, "settings", "view");
  const { stored, rules, facts } = await read(ctx, {
    stored: portalSettingsQuery(),
    rules: rulesQuery(),
    facts: factsQuery(today(ctx)),
  });
  const { house, env, control } = services;
  const keeper = { control, masterKey: env.MASTER_KEY, now: house.now, payments: house.providers.payments };
  const processor = await describeProcessor(keeper, ctx.account.id);
  const settings = portalSettingsOf(stored);
  const { offerHours } = rulesOf(rules).enrollment;
  const checks = lintPortal(settings, { ...facts[0]!, offerHours, hasProcessor: processor !== null });
  return { settings, version: stored[0]?.version ?? 0, checks };
}

type StoredFacts = Omit<PortalFacts, "hasProcessor" | "offerHours">;

function factsQuery(day: string): Query<StoredFacts> {
  return select(
    {
      hiddenPolicies: json<string[]>(sql`(select json_group_array(title) from living_policies
        where is_required = 1 and is_public = 0)`),
      onlineClasses: sql<number>`o.online`,
      closedClasses: sql<number>`o.closed`,
      oneGenderClasses: sql<number>`o.one_gender`,
      unpricedClasses: sql<number>`o.unpriced`,
      shownStaff: sql<number>`(select count(*) from living_staff where is_in_portal = 1 and is_active = 1)`,
      newsItems: sql<number>`(select count(*) from living_news_items
        where starts_on <= ${day} and (ends_on is null or ends_on >= ${day}))`,
      locationsWithoutContact: sql<number>`(select count(*) from living_locations
        where phone is null and email is null)`,
    },
    sql`from (select count(*) as online,
        coalesce(sum(c.takes_registration = 0 or c.registration_ends_on < ${day}), 0) as closed,
        coalesce(sum(c.gender is not null), 0) as one_gender,
        coalesce(sum(not exists (select 1 from class_tuitions t where t.class_id = c.id and t.deleted_at is null)), 0)
          as unpriced
      from classes c where c.deleted_at is null and c.is_archived = 0 and c.is_online = 1
        and (c.ends_on is null or c.ends_on >= ${day})) o`,
  );
}
