import { shareOf, WHOLE_BP } from "./checks.ts";
import type { Considered } from "./considered.ts";
import { exactly, halfUp, times } from "./exact.ts";
import type { PriceRules } from "./rules.ts";

export interface LineTax {
  readonly rateBp: number;
  /** Null: the class's own rate. */
  readonly name: string | null;
  readonly isExempt: boolean;
}

/** The rate of a line: none where the class is exempt, its own, or the narrowest that applies. */
export function taxOf(rules: PriceRules, { facts, taught }: Considered): LineTax | null {
  const own = taught.ownTaxBp;
  if (own !== null && !taught.isTaxExempt) {
    return { rateBp: shareOf(own, `classes.${facts.classId}.ownTaxBp`), name: null, isExempt: false };
  }
  let narrowest = -1;
  let found: LineTax | null = null;
  rules.taxRates.forEach(({ programId, locationId, rateBp, name }, i) => {
    if (programId !== null && programId !== facts.programId) return;
    if (locationId !== null && locationId !== facts.locationId) return;
    const width = (programId === null ? 0 : 2) + (locationId === null ? 0 : 1);
    if (width <= narrowest) return;
    narrowest = width;
    found = { rateBp: shareOf(rateBp, `taxRates.${i}.rateBp`), name, isExempt: taught.isTaxExempt };
  });
  return found;
}

export interface Taxed {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** A whole price with its tax on top, or with the tax that is in it taken out. */
export function withTax(priceMinor: number, rateBp: number, isInclusive: boolean, field: string): Taxed {
  const of = isInclusive ? WHOLE_BP + rateBp : WHOLE_BP;
  const taxMinor = halfUp(times(exactly(priceMinor), rateBp, of), field);
  const netMinor = isInclusive ? priceMinor - taxMinor : priceMinor;
  const totalMinor = halfUp(exactly(netMinor + taxMinor), field);
  return { netMinor, taxMinor, totalMinor };
}
