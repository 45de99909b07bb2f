import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../../control-plane/query.ts";
import type { FamilyFacts } from "../../pricing/facts.ts";
import { type FamilyPage, someFamilies } from "../family-pages.ts";

/** A line of tuition that was charged and not voided. */
export interface BilledLine {
  readonly familyId: string;
  readonly studentId: string | null;
  readonly enrollmentId: string;
  readonly locationId: string;
  readonly periodFrom: string;
  readonly description: string;
  readonly totalMinor: number;
  readonly billingKey: string | null;
}

/** What some families were billed for months that begin on these days. */
export function billedLines(page: FamilyPage, months: readonly string[]): Query<BilledLine> {
  return select(
    {
      familyId: sql<string>`l.family_id`,
      studentId: sql<string | null>`l.student_id`,
      enrollmentId: sql<string>`l.enrollment_id`,
      locationId: sql<string>`c.location_id`,
      periodFrom: sql<string>`l.period_from`,
      description: sql<string>`l.description`,
      totalMinor: sql<number>`l.total_minor`,
      billingKey: sql<string | null>`l.billing_key`,
    },
    sql`from (${someFamilies(page)}) f cross join charge_lines l on l.family_id = f.id and l.kind = 'tuition'
        and l.period_from in (select value from json_each(${JSON.stringify(months)}))
        and l.enrollment_id is not null and l.voided_on is null and l.deleted_at is null
      cross join charges c on c.id = l.charge_id order by l.family_id, l.id`,
  );
}

interface Version {
  readonly id: string;
  readonly version: number;
}

/** The versions of the enrollments of some families that touch the days. */
export function versionsOf(
  page: FamilyPage,
  { from, to }: { readonly from: string; readonly to: string },
): Query<Version> {
  return select(
    { id: sql<string>`e.id`, version: sql<number>`e.version` },
    sql`from (${someFamilies(page)}) f cross join students s on s.family_id = f.id and s.deleted_at is null
      cross join enrollments e on e.student_id = s.id and e.deleted_at is null and e.starts_on <= ${to}
        and coalesce(e.ends_on, '9999-12-31') >= ${from}`,
  );
}

/** The versions at which enrollments are now; those deleted meanwhile are missing. */
export function currentVersions(ids: readonly string[]): Query<Version> {
  return select(
    { id: sql<string>`e.id`, version: sql<number>`e.version` },
    sql`from json_each(${JSON.stringify(ids)}) j cross join enrollments e on e.id = j.value and e.deleted_at is null`,
  );
}

/** Which of these keys were billed. */
export function billedKeys(keys: readonly string[]): Query<{ key: string }> {
  return select(
    { key: sql<string>`l.billing_key` },
    sql`from json_each(${JSON.stringify(keys)}) j cross join charge_lines l on l.billing_key = j.value
      and l.voided_on is null and l.deleted_at is null`,
  );
}

/** What the prices of some families were made of, as the preview kept it. */
export function factsOfRun(runId: string, familyIds: readonly string[]) {
  return select(
    { familyId: sql<string>`r.family_id`, facts: json<FamilyFacts>(sql`r.payload -> 'facts'`) },
    sql`from json_each(${JSON.stringify(familyIds)}) j cross join billing_run_rows r
      indexed by billing_run_rows_family on r.run_id = ${runId} and r.family_id = j.value and r.payload ->> 'facts' is not null`,
  );
}
