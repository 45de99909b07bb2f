import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../../control-plane/query.ts";
import type { RowsOf } from "../../../../control-plane/tenant-database.ts";
import { taxRatesQuery } from "../../ledger/taxes.ts";
import type { AnniversaryInput } from "../schemas.ts";

export interface Fee {
  readonly id: string;
  readonly name: string;
  readonly per: "family" | "student";
  readonly programId: string | null;
  readonly categoryId: string | null;
  /** Between two charges; null: once for ever. */
  readonly months: number | null;
  readonly amountMinor: number;
  readonly locationAmounts: Readonly<Record<string, number>>;
  readonly familyCapMinor: number | null;
}

/** A student who has been, or is, in the classes of a program at a location. */
export interface Membership {
  readonly familyId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly programId: string | null;
  readonly locationId: string;
  readonly firstOn: string;
  /** Enrolled between the day of the charge and the last day that is asked for. */
  readonly isCurrent: number;
}

export interface FeeException {
  readonly feeId: string;
  readonly familyId: string;
  readonly studentId: string | null;
  readonly amountMinor: number | null;
  readonly nextOn: string | null;
}

/** A line of a yearly fee that was charged, by a run or by hand. */
export interface ChargedFee {
  readonly familyId: string;
  readonly studentId: string | null;
  readonly programId: string | null;
  readonly billingKey: string | null;
  readonly chargeOn: string;
  readonly netMinor: number;
  readonly totalMinor: number;
}

/** What the yearly fees of some families are decided by. */
export function anniversaryQueries(input: AnniversaryInput, families: SQL) {
  return {
    fees: fees(input),
    members: members(input, families),
    exceptions: exceptions(families),
    charged: charged(families),
    rates: taxRatesQuery(),
  };
}
export type AnniversaryFacts = RowsOf<ReturnType<typeof anniversaryQueries>>;

function fees({ feeIds }: AnniversaryInput): Query<Fee> {
  const wanted =
    feeIds.length === 0 ? sql`true` : sql`id in (select value from json_each(${JSON.stringify(feeIds)}))`;
  return select(
    {
      id: sql<string>`id`,
      name: sql<string>`name`,
      per: sql<Fee["per"]>`per`,
      programId: sql<string | null>`program_id`,
      categoryId: sql<string | null>`category_id`,
      months: sql<number | null>`months`,
      amountMinor: sql<number>`amount_minor`,
      locationAmounts: json<Fee["locationAmounts"]>(sql`location_amounts`),
      familyCapMinor: sql<number | null>`family_cap_minor`,
    },
    sql`from anniversary_fees where deleted_at is null and ${wanted} order by name, id`,
  );
}

function members({ chargeOn, dueThrough }: AnniversaryInput, families: SQL): Query<Membership> {
  const until = dueThrough > chargeOn ? dueThrough : chargeOn;
  return select(
    {
      familyId: sql<string>`f.id`,
      studentId: sql<string>`s.id`,
      studentName: sql<string>`s.first_name || ' ' || s.last_name`,
      programId: sql<string | null>`c.program_id`,
      locationId: sql<string>`c.location_id`,
      firstOn: sql<string>`min(e.starts_on)`,
      isCurrent: sql<number>`max(e.starts_on <= ${until} and coalesce(e.ends_on, '9999-12-31') >= ${chargeOn})`,
    },
    sql`from (${families}) f cross join students s on s.family_id = f.id and s.deleted_at is null
      cross join enrollments e on e.student_id = s.id and e.deleted_at is null and e.kind = 'active'
      cross join classes c on c.id = e.class_id
      group by f.id, s.id, c.program_id, c.location_id order by f.id, min(e.starts_on), s.id, c.location_id`,
  );
}

function exceptions(families: SQL): Query<FeeException> {
  return select(
    {
      feeId: sql<string>`x.fee_id`,
      familyId: sql<string>`x.family_id`,
      studentId: sql<string | null>`x.student_id`,
      amountMinor: sql<number | null>`x.amount_minor`,
      nextOn: sql<string | null>`x.next_on`,
    },
    sql`from (${families}) f cross join anniversary_exceptions x indexed by anniversary_exceptions_family
      on x.family_id = f.id and x.deleted_at is null`,
  );
}

function charged(families: SQL): Query<ChargedFee> {
  return select(
    {
      familyId: sql<string>`l.family_id`,
      studentId: sql<string | null>`l.student_id`,
      programId: sql<string | null>`l.program_id`,
      billingKey: sql<string | null>`l.billing_key`,
      chargeOn: sql<string>`c.charge_on`,
      netMinor: sql<number>`l.net_minor`,
      totalMinor: sql<number>`l.total_minor`,
    },
    sql`from (${families}) f cross join charge_lines l indexed by charge_lines_anniversary
        on l.family_id = f.id and l.kind = 'anniversary' and l.voided_on is null and l.deleted_at is null
      cross join charges c on c.id = l.charge_id order by c.charge_on, l.id`,
  );
}
