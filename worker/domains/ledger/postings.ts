import { sql } from "drizzle-orm";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { inParameters } from "../../kernel/row-statements.ts";

export type Account =
  | "receivable"
  | "unapplied"
  | "revenue"
  | "tax"
  | "cash"
  | "clearing"
  | "credit_given"
  | "dispute";

export type PostingKind =
  | "charge"
  | "tax"
  | "charge_void"
  | "tax_void"
  | "payment"
  | "settlement"
  | "payment_void"
  | "return"
  | "credit"
  | "credit_void"
  | "allocation"
  | "deallocation"
  | "refund"
  | "refund_failed"
  | "dispute"
  | "dispute_won";

/** One transfer from the account `credit` to the account `debit`; what is not named does not concern it. */
export interface Posting {
  readonly kind: PostingKind;
  readonly debit: Account;
  readonly credit: Account;
  readonly amountMinor: number;
  readonly familyId: string;
  readonly locationId: string;
  /** The school's date for which it counts. */
  readonly effectiveOn: string;
  readonly chargeId?: string | null;
  readonly lineId?: string | null;
  readonly paymentId?: string | null;
  readonly refundId?: string | null;
  readonly programId?: string | null;
  readonly categoryId?: string | null;
  readonly reason?: string | null;
}

/**
 * The only place that writes postings, however many: they become part of the change, in the order given, and the
 * triggers refuse the whole batch when one takes more than is there or falls into a closed period.
 */
export function post(change: Change, ctx: Context, postings: readonly Posting[]): void {
  const rows = postings.map((row) => [
    row.kind,
    row.debit,
    row.credit,
    row.amountMinor,
    row.familyId,
    row.locationId,
    row.effectiveOn,
    row.chargeId ?? null,
    row.lineId ?? null,
    row.paymentId ?? null,
    row.refundId ?? null,
    row.programId ?? null,
    row.categoryId ?? null,
    row.reason ?? null,
  ]);
  for (const parameter of inParameters(rows)) {
    change.also(sql`insert into postings (kind, debit, credit, amount_minor, family_id, location_id, effective_on, charge_id,
        line_id, payment_id, refund_id, program_id, category_id, reason, posted_at, change_id)
      select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9,
        value->>10, value->>11, value->>12, value->>13, ${ctx.nowMs}, ${change.id} from json_each(${parameter})`);
  }
}
