import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import type { PriceRules } from "../pricing/rules.ts";

/** A line of tuition that was charged and not voided. */
export interface BilledLine {
  readonly id: string;
  readonly familyId: string;
  readonly enrollmentId: string;
  readonly month: string;
  readonly description: string;
  readonly locationId: string;
  readonly categoryId: string | null;
  readonly totalMinor: number;
  readonly rulesId: string | null;
}

/** What families were billed for months from one on. */
export function billedTuition(familyIds: readonly string[], from: string): Query<BilledLine> {
  return select(
    {
      id: sql<string>`l.id`,
      familyId: sql<string>`l.family_id`,
      enrollmentId: sql<string>`l.enrollment_id`,
      month: sql<string>`l.period_from`,
      description: sql<string>`l.description`,
      locationId: sql<string>`c.location_id`,
      categoryId: sql<string | null>`l.category_id`,
      totalMinor: sql<number>`l.total_minor`,
      rulesId: sql<string | null>`c.rules_id`,
    },
    sql`from json_each(${JSON.stringify(familyIds)}) j cross join charge_lines l on l.family_id = j.value
      cross join charges c on c.id = l.charge_id
      where l.kind = 'tuition' and l.period_from >= ${from}
        and l.enrollment_id is not null and l.voided_on is null and l.deleted_at is null order by l.period_from, l.id`,
  );
}

/** A credit by which tuition was lowered; its key names the enrollment and the month. */
export interface Lowered {
  readonly familyId: string;
  readonly billingKey: string;
  readonly amountMinor: number;
}

export function loweredTuition(familyIds: readonly string[]): Query<Lowered> {
  return select(
    {
      familyId: sql<string>`p.family_id`,
      billingKey: sql<string>`p.billing_key`,
      amountMinor: sql<number>`p.amount_minor`,
    },
    sql`from json_each(${JSON.stringify(familyIds)}) j cross join payments p on p.family_id = j.value and p.kind = 'credit' and p.deleted_at is null
      and p.closed_on is null and p.billing_key >= 'rerate:' and p.billing_key < 'rerate;'`,
  );
}

interface MonthRun {
  readonly month: string;
  readonly rulesId: string | null;
  /** What the run's charges were labelled with. */
  readonly categoryId: string | null;
}

/** Months from one on for which tuition was run, each with the tariff of its last run. */
export function monthsRun(from: string): Query<MonthRun> {
  return select(
    {
      month: sql<string>`r.period_from`,
      rulesId: sql<string | null>`r.rules_id`,
      categoryId: sql<string | null>`r.input ->> 'categoryId'`,
    },
    sql`from billing_runs r where r.kind = 'tuition' and r.state in ('running', 'done') and r.deleted_at is null
      and r.period_from >= ${from} and r.done_count > 0 order by r.period_from, r.id`,
  );
}

export function keptTariffs(ids: readonly string[]): Query<{ id: string; rules: PriceRules }> {
  return select(
    { id: sql<string>`p.id`, rules: json<PriceRules>(sql`p.rules`) },
    sql`from json_each(${JSON.stringify(ids)}) j cross join price_rules p on p.id = j.value`,
  );
}

export function familiesNamed(ids: readonly string[]): Query<{ id: string; name: string }> {
  return select(
    { id: sql<string>`f.id`, name: sql<string>`f.name` },
    sql`from json_each(${JSON.stringify(ids)}) j cross join families f on f.id = j.value and f.deleted_at is null`,
  );
}
