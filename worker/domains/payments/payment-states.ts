import type { Query } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { StoredPayment } from "../ledger/money-queries.ts";
import { deallocationPostings, latest, type PaidPart, sumOf } from "../ledger/plan-allocations.ts";
import { returnPostings, settlementPostings } from "../ledger/plan-postings.ts";
import { post } from "../ledger/postings.ts";
import { ledgerRulesOf, type ledgerRulesQuery } from "../ledger-rules/rules-query.ts";

type Rules = ReturnType<typeof ledgerRulesQuery> extends Query<infer Row> ? Row : never;

/** The day for which news of a processor count: today, or the first day of an open period. */
export function bookingDay(ctx: Context, rules: readonly Rules[]): IsoDate {
  const { lockedThrough } = ledgerRulesOf(rules);
  return lockedThrough === null ? today(ctx) : latest(today(ctx), addDays(lockedThrough, 1));
}

/** What was on its way has arrived. */
export function addSettlement(ctx: Context, change: Change, payment: StoredPayment, on: IsoDate): void {
  change.update("payments", payment, { status: "settled", settledOn: on });
  post(change, ctx, settlementPostings(payment, on));
}

/** The bank took it back: whatever is left of it comes off what it paid, and goes. */
export function addReturn(
  ctx: Context,
  change: Change,
  payment: StoredPayment,
  how: {
    readonly on: IsoDate;
    readonly reason: string;
    readonly parts: readonly PaidPart[];
    readonly unappliedMinor: number;
  },
): void {
  const { on, reason, parts, unappliedMinor } = how;
  change.update("payments", payment, { status: "returned", closedOn: on, closeReason: reason });
  const released = deallocationPostings(parts, { on, reason });
  const effectiveOn = latest(on, ...released.map((row) => row.effectiveOn));
  const leftMinor = sumOf(parts) + unappliedMinor;
  post(change, ctx, [
    ...released,
    ...(leftMinor > 0 ? returnPostings(payment, leftMinor, { effectiveOn, reason }) : []),
  ]);
}
