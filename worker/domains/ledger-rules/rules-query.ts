import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";
import { type LedgerRules, type LedgerSettings, ledgerRules } from "./schemas.ts";

interface StoredRules {
  readonly id: string;
  readonly value: unknown;
  readonly version: number;
}

/** The stored rules of the ledger, to be read beside whatever a use-case needs. */
export function ledgerRulesQuery(): Query<StoredRules> {
  return select(
    { id: sql<string>`id`, value: json<unknown>(sql`value`), version: sql<number>`version` },
    sql`from settings where id = 'ledger'`,
  );
}

/** What was decided, with the defaults for what nobody decided. */
export function ledgerRulesOf(stored: readonly StoredRules[]): LedgerSettings {
  const row = stored[0];
  return { ...ledgerRules.parse(row?.value ?? {}), version: row?.version ?? 0 };
}

/** When something is due that was charged on a day. */
export function dueDate(rule: LedgerRules["due"], chargeOn: IsoDate): IsoDate {
  if (rule.kind === "after_days") return addDays(chargeOn, rule.days);
  const [year, month, day] = chargeOn.split("-").map(Number) as [number, number, number];
  const inMonth = Date.UTC(year, day <= rule.day ? month - 1 : month, rule.day);
  return new Date(inMonth).toISOString().slice(0, 10);
}

/** @throws Precondition when the books are closed for the day, naming the field that says it */
export function refuseLocked(rules: LedgerRules, day: IsoDate, path: string): void {
  if (rules.lockedThrough === null || day > rules.lockedThrough) return;
  const message = `The books are closed through ${rules.lockedThrough}. Choose a later day, or ask somebody who may open them.`;
  const field: FieldProblem = { path, message };
  throw new Precondition("period_locked", message, [field]);
}
