import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// How the school keeps its books: which days are closed, and when something is due.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));

/** How the school keeps its ledger; the settings row `ledger`. */
export const ledgerRules = z.object({
  /** Nothing is posted for this day or earlier; null: all days are open. */
  lockedThrough: z._default(z.nullable(isoDate), null),
  /** When a charge is due whose due date nobody typed. */
  due: z._default(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("after_days"), days: z.int().check(z.minimum(0), z.maximum(365)) }),
      z.object({ kind: z.literal("day_of_month"), day: z.int().check(z.minimum(1), z.maximum(28)) }),
    ]),
    { kind: "after_days", days: 0 },
  ),
  /** Whether a family is mailed the receipt of a payment that its card or bank account was charged with. */
  mailsReceipts: z._default(z.boolean(), true),
});
export type LedgerRules = z.infer<typeof ledgerRules>;

/** The words that open a closed period again. */
export const REOPEN_WORDS = "open the books";
export const periodLockInput = z.object({
  version: z.int().check(z.nonnegative()),
  lockedThrough: z.nullable(isoDate),
  /** Needed when the lock moves back: `REOPEN_WORDS`, typed. */
  confirmation: z._default(z.string().check(z.trim(), z.maxLength(60)), ""),
});
export type PeriodLockInput = z.infer<typeof periodLockInput>;
export const dueRuleInput = z.object({ version: z.int().check(z.nonnegative()), due: ledgerRules.shape.due });
export type DueRuleInput = z.infer<typeof dueRuleInput>;
export const receiptRuleInput = z.object({
  version: z.int().check(z.nonnegative()),
  mailsReceipts: z.boolean(),
});
export type ReceiptRuleInput = z.infer<typeof receiptRuleInput>;

export interface LedgerSettings extends LedgerRules {
  /** 0: nobody has decided anything yet. */
  readonly version: number;
}
