import { sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import type { ChoicesInput, RateInput, Tier, TierAxis } from "./schemas.ts";
import type { BillingChoices } from "./shapes.ts";

/** How a class may be billed, and how one of its enrollments is. @throws NotFound */
export async function billingChoices(ctx: Context, asked: ChoicesInput): Promise<BillingChoices> {
  requireRight(ctx, "enrollments", "view");
  const { classId, enrollmentId = "" } = asked;
  const found = await read(ctx, {
    target: select(
      { id: sql<string>`c.id` },
      sql`from classes c where c.id = ${classId} and c.deleted_at is null and ${classScope(ctx, "enrollments", "view")}`,
    ),
    pairs: select(
      {
        id: sql<string>`t.id`,
        schedule: sql<string>`b.name`,
        rate: sql<string>`r.name`,
        basis: sql<RateInput["basis"]>`r.basis`,
        amountMinor: sql<number | null>`r.amount_minor`,
        tierAxis: sql<TierAxis | null>`r.tier_axis`,
        tiers: json<Tier[] | null>(sql`r.tiers`),
      },
      sql`from class_tuitions t cross join billing_schedules b on b.id = t.billing_schedule_id
        cross join tuition_rates r on r.id = t.tuition_rate_id
        where t.class_id = ${classId} and t.deleted_at is null order by t.position, t.id`,
    ),
    chosen: select(
      {
        version: sql<number>`e.version`,
        classTuitionId: sql<string | null>`e.class_tuition_id`,
        overrideMinor: sql<number | null>`e.tuition_override_minor`,
        overrideExpiresOn: sql<string | null>`e.override_expires_on`,
        overrideReason: sql<string | null>`e.override_reason`,
        promoCode: sql<string | null>`(select p.code from promo_codes p where p.id = e.promo_code_id)`,
      },
      sql`from enrollments e where e.id = ${enrollmentId} and e.class_id = ${classId} and e.deleted_at is null`,
    ),
  });
  if (found.target.length === 0) throw new NotFound("class");
  const mayAgree = may(ctx, "billing_setup", "full");
  return { pairs: found.pairs, chosen: found.chosen[0] ?? null, mayAgree };
}
