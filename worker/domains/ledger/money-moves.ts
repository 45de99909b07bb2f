import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { latest, type PaidPart } from "./plan-allocations.ts";
import { refusal } from "./references.ts";

interface Move {
  readonly on: IsoDate;
  readonly addedMinor: number;
}

/** What of a payment came on account and left it, day by day. */
export function movesOf(paymentId: string): Query<Move> {
  return select(
    {
      on: sql<string>`effective_on`,
      addedMinor: sql<number>`sum(case when credit = 'unapplied' then amount_minor else -amount_minor end)`,
    },
    sql`from postings where payment_id = ${paymentId} and 'unapplied' in (debit, credit) group by effective_on`,
  );
}

/**
 * The first day from which an amount is on account for good, with what comes off lines that day; null: never. Money that
 * leaves the school leaves on its real day, so a day on which it still paid something is refused.
 */
export function firstDayWith(
  moves: readonly Move[],
  taken: { readonly on: IsoDate; readonly amountMinor: number; readonly released: readonly PaidPart[] },
): IsoDate | null {
  const released = taken.released.map((part) => ({
    on: latest(taken.on, part.lastOn),
    addedMinor: part.amountMinor,
  }));
  const days = [...moves, ...released].sort((a, b) => (a.on < b.on ? -1 : 1));
  let balance = 0;
  let first: IsoDate | null = null;
  days.forEach(({ on, addedMinor }, i) => {
    balance += addedMinor;
    if (days[i + 1]?.on === on) return;
    if (balance < taken.amountMinor) first = null;
    else first ??= on;
  });
  return first;
}

/** @throws Precondition naming the first day that would do */
export function refuseTooEarly(
  found: { readonly moves: readonly Move[] },
  taken: Parameters<typeof firstDayWith>[1],
  path: string,
): void {
  const first = firstDayWith(found.moves, taken);
  if (first !== null && first <= taken.on) return;
  const message =
    first === null
      ? "This money was used meanwhile. Look at the payment again."
      : `On that day this money still paid something. Choose ${first} or a later day.`;
  throw refusal(path, message, "too_early");
}
