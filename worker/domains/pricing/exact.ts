import { PriceError } from "./price-error.ts";
import type { ExactMinor } from "./priced.ts";

/** An amount that is not rounded yet: a fraction of whole numbers, never negative. Floats would lose half a cent. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Exact = { n: 0n, d: 1n };

export function exactly(whole: number): Exact {
  return { n: BigInt(whole), d: 1n };
}

/** `amount` × `numerator` ÷ `denominator`. */
export function times(amount: Exact, numerator: number, denominator = 1): Exact {
  if (numerator === denominator) return amount;
  return { n: amount.n * BigInt(numerator), d: amount.d * BigInt(denominator) };
}

/** What is left after taking something off; nothing is ever below zero. */
export function less(amount: Exact, off: Exact): Exact {
  if (off.n === 0n) return amount;
  const n = amount.n * off.d - off.n * amount.d;
  return n <= 0n ? ZERO : { n, d: amount.d * off.d };
}

/** Negative when `a` is the smaller one. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isWhole(amount: Exact): boolean {
  return amount.n % amount.d === 0n;
}

/** THE rounding: half a minor unit goes up. */
export function halfUp(amount: Exact, field: string): number {
  const rounded = (2n * amount.n + amount.d) / (2n * amount.d);
  if (rounded > BigInt(Number.MAX_SAFE_INTEGER))
    throw new PriceError(field, "comes to more than can be kept");
  return Number(rounded);
}

/** For the trace: a number where it is whole, else the lowest terms as text. */
export function toMinor({ n, d }: Exact): ExactMinor {
  if (n % d === 0n) {
    const whole = n / d;
    return whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : `${whole}/1`;
  }
  let [a, b] = [n, d];
  while (b > 0n) [a, b] = [b, a % b];
  return `${n / a}/${d / a}`;
}

/** Back from the trace. */
export function fromMinor(amount: ExactMinor): Exact {
  if (typeof amount === "number") return exactly(amount);
  const [n, d] = amount.split("/") as [string, string];
  return { n: BigInt(n), d: BigInt(d) };
}
