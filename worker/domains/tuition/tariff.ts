import { type SQL, sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { billingRulesOf, billingRulesQuery } from "../billing-rules/rules-query.ts";
import type { DiscountRow, SpecialDiscounts } from "../discounts/schemas.ts";
import {
  type DiscountScheduleRule,
  ENGINE,
  type PriceRules,
  type PromoCodeRule,
  type TuitionRateRule,
} from "../pricing/rules.ts";
import { canonicalJson, sha256 } from "./canonical-json.ts";
import type { BillingCycle, PromoKind, RateInput, Tier, TierAxis } from "./schemas.ts";

/** The tariff as it is, and the name under which this very content is kept for ever. */
export interface Tariff {
  readonly id: string;
  readonly rules: PriceRules;
  /** What a charge is given beside its price. */
  readonly dueAfterDays: number;
}

const named = { id: sql<string>`id`, name: sql<string>`name` };

/** The whole set-up in one trip, with the classes that have not ended before a day. */
export function tariffQueries(from: IsoDate) {
  return {
    billing: billingRulesQuery(),
    schedules: select(
      { ...named, cycle: sql<BillingCycle>`cycle` },
      sql`from billing_schedules where deleted_at is null order by id`,
    ),
    rates: select(
      {
        ...named,
        basis: sql<RateInput["basis"]>`basis`,
        amountMinor: sql<number | null>`amount_minor`,
        tierAxis: sql<TierAxis | null>`tier_axis`,
        tiers: json<Tier[] | null>(sql`tiers`),
      },
      sql`from tuition_rates where deleted_at is null order by id`,
    ),
    discounts: select(
      {
        ...named,
        classAxis: sql<DiscountScheduleRule["classAxis"]>`class_axis`,
        unit: sql<"classes" | "hours">`unit`,
        studentAxis: sql<"one_at_a_time" | "total">`student_axis`,
        rows: json<DiscountRow[]>(sql`rows`),
        special: json<SpecialDiscounts>(sql`special`),
      },
      sql`from discount_schedules where deleted_at is null order by id`,
    ),
    programs: select(
      { id: sql<string>`id`, discountScheduleId: sql<string | null>`discount_schedule_id` },
      sql`from programs where deleted_at is null order by id`,
    ),
    priced: select(
      {
        id: sql<string>`id`,
        allowsProration: flag(sql`allows_proration`),
        isTaxExempt: flag(sql`is_tax_exempt`),
        ownTaxBp: sql<number | null>`own_tax_bp`,
      },
      sql`from classes where deleted_at is null and coalesce(ends_on, '9999-12-31') >= ${from} order by id`,
    ),
    taxes: select(
      {
        name: sql<string>`name`,
        rateBp: sql<number>`rate_bp`,
        programId: sql<string | null>`program_id`,
        locationId: sql<string | null>`location_id`,
      },
      sql`from tax_rates where deleted_at is null order by id`,
    ),
    promos: select(
      {
        ...named,
        code: sql<string>`code`,
        kind: sql<PromoKind>`kind`,
        percentBp: sql<number | null>`percent_bp`,
        amountMinor: sql<number | null>`amount_minor`,
        scheduleId: sql<string | null>`billing_schedule_id`,
        isCombinable: flag(sql`is_combinable`),
        programIds: json<string[]>(sql`program_ids`),
        startsOn: sql<string | null>`starts_on`,
        expiresOn: sql<string | null>`expires_on`,
      },
      sql`from promo_codes where deleted_at is null order by id`,
    ),
  };
}
export type TariffFound = RowsOf<ReturnType<typeof tariffQueries>>;

/** Reads the tariff by which days from `from` on are priced. */
export async function readTariff(ctx: Context, from: IsoDate): Promise<Tariff> {
  return tariffOf(ctx, await read(ctx, tariffQueries(from)));
}

/** Made of what `tariffQueries` found, for a use-case that reads more in the same trip. */
export async function tariffOf(ctx: Context, found: TariffFound): Promise<Tariff> {
  const { dueAfterDays, ...settings } = billingRulesOf(found.billing);
  const rules: PriceRules = {
    engine: ENGINE,
    currency: ctx.account.currency,
    billingSchedules: byId(found.schedules, ({ name, cycle }) => ({ name, cycle })),
    tuitionRates: byId(found.rates, rateRule),
    discountSchedules: byId(found.discounts, ({ id: _id, ...rule }) => rule),
    programs: byId(found.programs, ({ discountScheduleId }) => ({ discountScheduleId })),
    classes: byId(found.priced, ({ id: _id, ...rule }) => rule),
    taxRates: found.taxes,
    promoCodes: byId(found.promos, promoRule),
    settings,
  };
  return { ...(await tariffNamed(rules)), dueAfterDays };
}

/** A tariff under the name of its content. */
export async function tariffNamed(rules: PriceRules): Promise<Pick<Tariff, "id" | "rules">> {
  return { id: `prl_${await sha256(canonicalJson(rules))}`, rules };
}

/** Keeps the tariff, in the batch of whoever bills with it; the same content is kept once. */
export function keepTariff({ id, rules }: Pick<Tariff, "id" | "rules">, nowMs: number): SQL {
  return sql`insert into price_rules (id, engine, rules, created_at)
    values (${id}, cast(${rules.engine} as integer), ${canonicalJson(rules)}, cast(${nowMs} as integer)) on conflict (id) do nothing`;
}

function byId<R extends { readonly id: string }, T>(
  rows: readonly R[],
  of: (row: R) => T,
): Record<string, T> {
  return Object.fromEntries(rows.map((row) => [row.id, of(row)]));
}

function rateRule({
  name,
  basis,
  amountMinor,
  tierAxis,
  tiers,
}: TariffFound["rates"][number]): TuitionRateRule {
  const table = tiers === null || tierAxis === null ? null : { axis: tierAxis, rows: tiers };
  return { name, basis, amountMinor, tiers: table };
}

function promoRule(row: TariffFound["promos"][number]): PromoCodeRule {
  const { code, name, isCombinable, programIds, startsOn, expiresOn } = row;
  const common = { code, name, isCombinable, programIds, startsOn, expiresOn };
  switch (row.kind) {
    case "percent":
      return { ...common, kind: row.kind, percentBp: row.percentBp ?? 0 };
    case "amount":
      return { ...common, kind: row.kind, amountMinor: row.amountMinor ?? 0 };
    case "switch_schedule":
      return { ...common, kind: row.kind, scheduleId: row.scheduleId ?? "" };
    case "force_trial":
      return { ...common, kind: row.kind };
  }
}
