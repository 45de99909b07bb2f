import { sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { DiscountRow, SpecialDiscounts } from "../discounts/schemas.ts";
import type { BillingCycle, PromoKind, RateInput, Tier, TierAxis } from "./schemas.ts";
import type {
  CategoriesPage,
  DiscountsPage,
  PromosPage,
  RatesPage,
  SchedulesPage,
  TaxesPage,
} from "./shapes.ts";

const entry = { id: sql<string>`id`, version: sql<number>`version`, name: sql<string>`name` };
const named = (table: string, of: string) =>
  select(
    { id: sql<string>`id`, name: sql<string>`name` },
    sql`from ${sql.identifier(table)} where deleted_at is null ${sql.raw(of)}`,
  );
const programs = () => named("programs", "order by position, name collate nocase, id");
const locations = () => named("locations", "order by position, name collate nocase, id");

/** Those that may still be chosen first, in the school's order. */
export async function listCategories(ctx: Context): Promise<CategoriesPage> {
  requireRight(ctx, "billing_setup", "view");
  const on = today(ctx);
  const { rows } = await read(ctx, {
    rows: select(
      { ...entry, expiresOn: sql<string | null>`expires_on` },
      sql`from living_charge_categories order by position, name collate nocase, id`,
    ),
  });
  return { rows, today: on };
}

export async function listSchedules(ctx: Context): Promise<SchedulesPage> {
  requireRight(ctx, "billing_setup", "view");
  return read(ctx, {
    rows: select(
      {
        ...entry,
        cycle: sql<BillingCycle>`cycle`,
        classes: sql<number>`(select count(distinct t.class_id) from living_class_tuitions t
          where t.billing_schedule_id = living_billing_schedules.id)`,
      },
      sql`from living_billing_schedules order by position, name collate nocase, id`,
    ),
  });
}

export async function listRates(ctx: Context): Promise<RatesPage> {
  requireRight(ctx, "billing_setup", "view");
  return read(ctx, {
    rows: select(
      {
        ...entry,
        basis: sql<RateInput["basis"]>`basis`,
        amountMinor: sql<number | null>`amount_minor`,
        tierAxis: sql<TierAxis | null>`tier_axis`,
        tiers: json<Tier[] | null>(sql`tiers`),
        classes: sql<number>`(select count(distinct t.class_id) from living_class_tuitions t
          where t.tuition_rate_id = living_tuition_rates.id)`,
      },
      sql`from living_tuition_rates order by position, name collate nocase, id`,
    ),
  });
}

export async function listDiscounts(ctx: Context): Promise<DiscountsPage> {
  requireRight(ctx, "billing_setup", "view");
  return read(ctx, {
    rows: select(
      {
        ...entry,
        classAxis: sql<DiscountsPage["rows"][number]["classAxis"]>`class_axis`,
        unit: sql<"classes" | "hours">`unit`,
        studentAxis: sql<"one_at_a_time" | "total">`student_axis`,
        rows: json<DiscountRow[]>(sql`rows`),
        special: json<SpecialDiscounts>(sql`special`),
        programIds: json<string[]>(
          sql`(select json_group_array(p.id) from living_programs p where p.discount_schedule_id = living_discount_schedules.id)`,
        ),
      },
      sql`from living_discount_schedules order by name collate nocase, id`,
    ),
    programs: programs(),
  });
}

/** With how often each was used: by so many enrollments that are not deleted. */
export async function listPromos(ctx: Context): Promise<PromosPage> {
  requireRight(ctx, "billing_setup", "view");
  const on = today(ctx);
  const found = await read(ctx, {
    rows: select(
      {
        ...entry,
        code: sql<string>`code`,
        kind: sql<PromoKind>`kind`,
        percentBp: sql<number | null>`percent_bp`,
        amountMinor: sql<number | null>`amount_minor`,
        billingScheduleId: sql<string | null>`billing_schedule_id`,
        isCombinable: flag(sql`is_combinable`),
        programIds: json<string[]>(sql`program_ids`),
        startsOn: sql<string | null>`starts_on`,
        expiresOn: sql<string | null>`expires_on`,
        mostUses: sql<number | null>`most_uses`,
        mostUsesFamily: sql<number | null>`most_uses_family`,
        uses: sql<number>`(select count(*) from enrollments e
          where e.promo_code_id = living_promo_codes.id and e.deleted_at is null)`,
      },
      sql`from living_promo_codes order by coalesce(expires_on, '9999-12-31') < ${on}, name collate nocase, id`,
    ),
    programs: programs(),
    schedules: named("billing_schedules", "order by position, name collate nocase, id"),
  });
  return { ...found, today: on };
}

export async function listTaxes(ctx: Context): Promise<TaxesPage> {
  requireRight(ctx, "billing_setup", "view");
  return read(ctx, {
    rows: select(
      {
        ...entry,
        rateBp: sql<number>`rate_bp`,
        programId: sql<string | null>`program_id`,
        locationId: sql<string | null>`location_id`,
      },
      sql`from living_tax_rates order by program_id is null, location_id is null, name collate nocase, id`,
    ),
    programs: programs(),
    locations: locations(),
  });
}
