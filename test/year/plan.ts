import type { IsoDate } from "../../tenant-schema/dates.ts";
import type { PlainClass, PlainTariff } from "./plain-prices.ts";

// The school whose year is lived through: what is decided before it begins.

export const SEED = 2027;
export const FAMILIES = 400;
export const OPENED_ON: IsoDate = "2026-12-14";
export const MONTHS: readonly IsoDate[] = Array.from(
  { length: 12 },
  (_, i) => `2027-${String(i + 1).padStart(2, "0")}-01`,
);

export const LOCATIONS = ["Northside", "Lakeview"] as const;
export const PROGRAMS = ["Dance", "Gymnastics", "Swim"] as const;
export const LATE = "Late fees";
export const SHOP = "Shop";

export const TARIFF: PlainTariff = {
  percents: { Dance: [0, 10, 15], Gymnastics: [0, 10, 15] },
  taxBp: { Swim: 625 },
  blackouts: [{ from: "2027-03-15", to: "2027-03-20" }],
};
/** Closed, but billed: it changes no price. */
export const HOLIDAY: IsoDate = "2027-07-05";

/** Every class has a price of its own, none of which is divisible by all numbers of meetings. */
export const CLASSES: readonly PlainClass[] = Array.from({ length: 24 }, (_, i) => ({
  name: `Class ${String(i + 1).padStart(2, "0")}`,
  location: LOCATIONS[i % 2]!,
  program: PROGRAMS[Math.floor(i / 2) % 3]!,
  priceMinor: 4_499 + 137 * i,
  weekdays: i % 5 === 4 ? [1 + (i % 6), 1 + ((i + 2) % 6)] : [1 + (i % 6)],
}));

/** How a family pays. What its card or account does is known by the sandbox under the same name. */
export type Payer =
  | { readonly by: "office"; readonly turn: number }
  | { readonly by: "autopay"; readonly scenario: string; readonly from: IsoDate };

const CARDS = [
  "good",
  "good_too",
  "good",
  "settles",
  "insufficient",
  "good",
  "settles",
  "no_money",
  "good",
  "late_return",
];

/** Every tenth family is drafted; accounts that are returned late begin one after the other, since each is drafted once. */
export function payerOf(family: number): Payer {
  if (family % 10 !== 0) return { by: "office", turn: family % 3 };
  const nth = family / 10;
  const rare: Readonly<Record<number, string>> = {
    1: "dies_before",
    3: "disputed",
    11: "refund_fails",
    13: "expired",
    21: "dies_after",
    23: "dies_after_debit",
  };
  const scenario = rare[nth] ?? CARDS[nth % CARDS.length]!;
  const begins = scenario === "late_return" ? 2 * Math.floor(nth / CARDS.length) : 0;
  return { by: "autopay", scenario, from: MONTHS[begins]! };
}

/** The same numbers in every run. */
export class Dice {
  #state = SEED;

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}
