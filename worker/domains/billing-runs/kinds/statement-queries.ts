import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../../control-plane/query.ts";
import { OWED_MINOR } from "../../ledger/status-fields.ts";
import type { StatementsInput } from "../schemas.ts";

export interface StatementFamily {
  readonly familyId: string;
  /** What the family owes by the last day; below zero: what it has on account. */
  readonly owedMinor: number;
  /** Where its statements go; null: nowhere. */
  readonly email: string | null;
  /** There is an address, and its owner wants no mail that goes to many. */
  readonly isOptedOut: boolean;
}

/** Families that have a ledger, with what they owe and where to write to. */
export function statementFamilies(input: StatementsInput, families: SQL): Query<StatementFamily> {
  const places =
    input.locationIds.length === 0
      ? sql`true`
      : sql`h.home_location_id in (select value from json_each(${JSON.stringify(input.locationIds)}))`;
  return select(
    {
      familyId: sql<string>`f.id`,
      owedMinor: sql<number>`(select coalesce(sum(${OWED_MINOR}), 0) from postings p
        where p.family_id = f.id and p.effective_on <= ${input.throughOn})`,
      email: statementAddress(sql`f.id`, sql`m.bulk_opt_in = 1`),
      isOptedOut: flag(sql`${statementAddress(sql`f.id`, sql`m.bulk_opt_in = 0`)} is not null`),
    },
    sql`from (${families}) f cross join families h on h.id = f.id and h.deleted_at is null
      where ${places} and ${autopay(input)}
        and exists (select 1 from postings p where p.family_id = f.id and p.effective_on <= ${input.throughOn})
      order by f.id`,
  );
}

/**
 * The address of the family or of its primary guardian, the main one first. Other guardians see the family's money only
 * when the primary one lets them, so nothing is sent to them.
 */
export function statementAddress(familyId: SQL, condition: SQL): SQL<string | null> {
  return sql<string | null>`(select m.address from emails m left join guardians g on g.id = m.guardian_id
    where m.family_id = ${familyId} and m.deleted_at is null and ${condition}
      and (m.guardian_id is null or (g.is_primary = 1 and g.deleted_at is null))
    order by m.is_primary desc, m.created_at, m.id limit 1)`;
}

function autopay({ autopay: wanted }: StatementsInput): SQL {
  if (wanted === "any") return sql`true`;
  const on = sql`exists (select 1 from payment_methods m where m.family_id = f.id and m.is_primary = 1
    and m.autopay_at is not null and m.deleted_at is null)`;
  return wanted === "on" ? on : sql`not ${on}`;
}
