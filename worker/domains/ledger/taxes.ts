import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";

export interface TaxRate {
  readonly rateBp: number;
  readonly programId: string | null;
  readonly locationId: string | null;
}

/** The tax rates in force; a school has a handful. */
export function taxRatesQuery(): Query<TaxRate> {
  return select(
    {
      rateBp: sql<number>`rate_bp`,
      programId: sql<string | null>`program_id`,
      locationId: sql<string | null>`location_id`,
    },
    sql`from tax_rates where deleted_at is null`,
  );
}

/** The rate of the narrowest scope: program and location, program, location, everything. None: untaxed. */
export function rateBp(
  rates: readonly TaxRate[],
  line: { readonly programId: string | null; readonly locationId: string },
): number {
  const narrowest = rates
    .filter(({ programId }) => programId === null || programId === line.programId)
    .filter(({ locationId }) => locationId === null || locationId === line.locationId)
    .map((rate) => ({ rate, weight: (rate.programId ? 2 : 0) + (rate.locationId ? 1 : 0) }))
    .sort((a, b) => b.weight - a.weight)[0];
  return narrowest?.rate.rateBp ?? 0;
}

/** The tax on top of a net amount, half a cent rounded up, once a line. */
export function taxOn(netMinor: number, bp: number): number {
  return Math.floor((netMinor * bp + 5_000) / 10_000);
}
