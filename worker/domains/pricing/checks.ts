import { type Exact, exactly, times } from "./exact.ts";
import { PriceError } from "./price-error.ts";
import type { Off } from "./rules.ts";

export const WHOLE_BP = 10_000;

/** A whole number of minor units that a number holds exactly, zero or more. */
export function amountOf(value: number, field: string): number {
  if (!Number.isSafeInteger(value)) throw new PriceError(field, "must be a whole number of minor units");
  if (value < 0) throw new PriceError(field, "must not be negative");
  return value;
}

/** A share in basis points, at most all of it. */
export function shareOf(value: number, field: string): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > WHOLE_BP) {
    throw new PriceError(field, "must be 0 to 10000 basis points");
  }
  return value;
}

/** A count of meetings or minutes. */
export function countOf(value: number, field: string, least = 0): number {
  if (!Number.isSafeInteger(value) || value < least || value > 1_000_000) {
    throw new PriceError(field, `must be a whole number of at least ${least}`);
  }
  return value;
}

/** How much an `Off` is of an amount; a fixed one may be more than the amount. */
export function offOf(off: Off, amount: Exact, field: string): Exact {
  if (off.kind === "percent") return times(amount, shareOf(off.value, field), WHOLE_BP);
  return exactly(amountOf(off.value, field));
}

/** What an id names in the rules; an id that names nothing is a mistake of the caller, not a price of zero. */
export function named<T>(table: Readonly<Record<string, T>>, id: string, field: string): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (found === undefined) throw new PriceError(field, "names nothing in the rules");
  return found;
}
