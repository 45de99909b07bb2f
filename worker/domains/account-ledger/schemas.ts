import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// The ledgers of all families at once, as the URL asks for them.

const text = (max: number) => z.string().check(z.trim(), z.maxLength(max));
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const anyDate = z._default(z.union([z.literal(""), isoDate]), "");

export const transactionKinds = ["charge", "payment", "credit", "refund"] as const;
export type TransactionKind = (typeof transactionKinds)[number];

export const transactionsFilter = z.object({
  /** Words between commas; unknown ones are left out, none means all. */
  kinds: z._default(
    z.pipe(
      text(100),
      z.transform((typed: string) => transactionKinds.filter((kind) => typed.split(",").includes(kind))),
    ),
    [],
  ),
  from: anyDate,
  to: anyDate,
  locationId: z._default(text(40), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type TransactionsFilter = z.infer<typeof transactionsFilter>;

export const receivablesFilter = z.object({
  /** Left empty: today. */
  asOf: anyDate,
  /** An instant in epoch ms: only what was known then. */
  knownAt: z.optional(
    z.pipe(
      z.string().check(z.regex(/^\d{1,15}$/, "Enter an instant in milliseconds")),
      z.transform((typed: string) => Number(typed)),
    ),
  ),
  locationId: z._default(text(40), ""),
});
export type ReceivablesFilter = z.infer<typeof receivablesFilter>;
