import { type SQL, sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { paymentAttempts, paymentMethods } from "../../../tenant-schema/payments.ts";
import type { Change } from "../../kernel/change.ts";
import { Conflict } from "../../kernel/errors.ts";
import { moneyConflict } from "../ledger/commit-money.ts";

export type Attempt = Row<"paymentAttempts">;
type Target = Attempt["targets"][number];

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** When an attempt is looked up whose asker may have died: no request to a processor lasts that long. */
export const LOOK_AFTER_MS = 2 * MINUTE_MS;
/** Due at the end of time: it waits for a processor to be connected. */
export const PARKED_AT = 8_640_000_000_000_000;

/** Nobody knows yet what became of it, so the same must not be asked for again. */
const OPEN = sql.raw("('created', 'asked', 'unknown')");

export function attemptById(id: string) {
  return select(
    allColumns(paymentAttempts),
    sql`from ${paymentAttempts} where ${paymentAttempts.id} = ${id} and ${paymentAttempts.deletedAt} is null`,
  );
}

/** The method of an attempt, also one that was removed since. */
export function methodOfAttempt(attemptId: string): Query<Row<"paymentMethods">> {
  return select(
    allColumns(paymentMethods),
    sql`from ${paymentMethods}
      where ${paymentMethods.id} = (select payment_method_id from payment_attempts where id = ${attemptId})`,
  ) as Query<Row<"paymentMethods">>;
}

/** The family has nothing under way: two clicks, or a click and a draft, are one payment. */
export function guardOnlyAttempt(change: Change, familyId: string, but: string | null = null): void {
  change.guard(
    "attempt_state",
    sql`not exists (select 1 from payment_attempts where family_id = ${familyId} and purpose in ('pay', 'draft')
      and state in ${OPEN} and id <> ${but ?? ""})`,
  );
}

/** What it is meant to pay is still open when the row is written, so that nobody is asked for what was just paid. */
export function guardTargetsOpen(change: Change, targets: readonly Target[]): void {
  const wanted = JSON.stringify(targets.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
  change.guard(
    "line_open",
    sql`not exists (select 1 from json_each(${wanted}) j
      where not exists (select 1 from line_balances b where b.line_id = j.value->>0 and b.open_minor >= j.value->>1))`,
  );
}

/** No other refund of the payment is under way. */
export function guardOnlyRefund(change: Change, paymentId: string): void {
  change.guard("attempt_state", noRefundUnderWay(paymentId));
}

function noRefundUnderWay(paymentId: string): SQL {
  return sql`not exists (select 1 from payment_attempts where family_id = (select family_id from payments where id = ${paymentId})
    and payment_id = ${paymentId} and purpose = 'refund' and state in ${OPEN})`;
}

/** Why an attempt was not begun, in words; or the error as it was. */
export function attemptConflict(error: unknown, message: string): unknown {
  if (error instanceof GuardFailed && error.guard === "attempt_state") {
    return new Conflict("under_way", message);
  }
  return moneyConflict(error) ?? error;
}

/** Somebody else booked the same meanwhile (a webhook, a second click): what they left is to be looked at. */
export function isLostRace(error: unknown): boolean {
  if (error instanceof UniqueViolation || error instanceof GuardFailed) return true;
  const codes = ["changed_meanwhile", "line_not_open", "payment_spent", "no_longer_applied", "period_locked"];
  return error instanceof Conflict && codes.includes(error.code);
}

/** When an attempt of which nothing is known is looked up next: soon at first, then twice a day. */
export function lookAgainAt(tries: number, nowMs: number): number {
  return nowMs + Math.min(2 ** tries * MINUTE_MS, DAY_MS / 2);
}
