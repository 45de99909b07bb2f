import type { LedgerOptions } from "../../../worker/domains/ledger/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { me } from "../../shared/session.ts";
import { ledgerOptionsPath } from "./calls.ts";

const rarelyMs = 60_000;

/** The lists and rules that the forms of the ledger offer; asked for once in a while. */
export const createLedgerOptions = () =>
  createQuery<LedgerOptions>(() => ledgerOptionsPath, { staleMs: rarelyMs });

/** Where money of a family is booked unless somebody says otherwise. */
export function usualLocation(homeLocationId: string | null | undefined): string {
  const places = me()?.account.locations ?? [];
  return places.find(({ id }) => id === homeLocationId)?.id ?? places[0]?.id ?? "";
}

export const locationName = (id: string) => me()?.account.locations.find((place) => place.id === id)?.name;

/** Why nothing can be entered for a day, when the books are closed for it. */
export function lockedText(options: LedgerOptions | undefined, day: string): string | undefined {
  const lockedThrough = options?.rules.lockedThrough;
  if (!lockedThrough || day > lockedThrough) return undefined;
  return `The books are closed through ${formats().date(lockedThrough)}. Choose a later day.`;
}
