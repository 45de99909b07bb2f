import type { Account, Posting } from "./postings.ts";

// Which postings each document makes. Pure: what is read, dated and checked is the use-cases' affair.

/** A line of a charge as far as its postings go. */
export interface PostedLine {
  readonly id: string;
  readonly chargeId: string;
  readonly familyId: string;
  readonly locationId: string;
  readonly programId: string | null;
  readonly categoryId: string | null;
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface PostedPayment {
  readonly id: string;
  readonly familyId: string;
  readonly locationId: string;
  readonly kind: "payment" | "credit";
  readonly status: "pending" | "settled" | "returned" | "voided";
  readonly amountMinor: number;
  readonly programId: string | null;
  readonly categoryId: string | null;
}

type Dated = { readonly effectiveOn: string; readonly reason?: string | null };

export function chargePostings(lines: readonly PostedLine[], effectiveOn: string): Posting[] {
  return lines.flatMap((line) => {
    const common = { ...dimensionsOf(line), effectiveOn };
    return nonZero([
      { ...common, kind: "charge", debit: "receivable", credit: "revenue", amountMinor: line.netMinor },
      { ...common, kind: "tax", debit: "receivable", credit: "tax", amountMinor: line.taxMinor },
    ]);
  });
}

/** What is paid must have been taken off the line before. */
export function voidLinePostings(line: PostedLine, { effectiveOn, reason = null }: Dated): Posting[] {
  const common = { ...dimensionsOf(line), effectiveOn, reason };
  return nonZero([
    { ...common, kind: "charge_void", debit: "revenue", credit: "receivable", amountMinor: line.netMinor },
    { ...common, kind: "tax_void", debit: "tax", credit: "receivable", amountMinor: line.taxMinor },
  ]);
}

/** A payment that came in, or is on its way; a credit that was given. */
export function paymentPostings(payment: PostedPayment, effectiveOn: string): Posting[] {
  const { kind, amountMinor } = payment;
  return [
    { ...moneyOf(payment), kind, debit: sourceOf(payment), credit: "unapplied", amountMinor, effectiveOn },
  ];
}

/** What was pending has arrived. */
export function settlementPostings(payment: PostedPayment, effectiveOn: string): Posting[] {
  const { amountMinor } = payment;
  const moved = { debit: "cash", credit: "clearing", amountMinor, effectiveOn } as const;
  return [{ ...moneyOf(payment), kind: "settlement", ...moved }];
}

/** The bank takes an electronic check back, before or after it settled. */
export function returnPostings(payment: PostedPayment, amountMinor: number, dated: Dated): Posting[] {
  return [{ ...moneyOf(payment), kind: "return", ...takenFrom(payment, amountMinor, dated) }];
}

/** A payment or credit that is taken back whole. */
export function closePostings(payment: PostedPayment, dated: Dated): Posting[] {
  const kind = payment.kind === "credit" ? "credit_void" : "payment_void";
  return [{ ...moneyOf(payment), kind, ...takenFrom(payment, payment.amountMinor, dated) }];
}

interface PostedRefund {
  readonly id: string;
  readonly amountMinor: number;
}

export function refundPostings(payment: PostedPayment, refund: PostedRefund, dated: Dated): Posting[] {
  const moved = takenFrom(payment, refund.amountMinor, dated);
  return [{ ...moneyOf(payment), kind: "refund", refundId: refund.id, ...moved }];
}

/** The processor could not give the money back after all: it lies on the family's account again. */
export function refundFailedPostings(payment: PostedPayment, refund: PostedRefund, dated: Dated): Posting[] {
  const moved = { debit: "cash", credit: "unapplied", amountMinor: refund.amountMinor } as const;
  return [{ ...moneyOf(payment), kind: "refund_failed", refundId: refund.id, ...moved, ...dated }];
}

/** The bank holds the money while the family disputes the payment. */
export function disputePostings(payment: PostedPayment, amountMinor: number, dated: Dated): Posting[] {
  const moved = { debit: "unapplied", credit: "dispute", amountMinor } as const;
  return [{ ...moneyOf(payment), kind: "dispute", ...moved, ...dated }];
}

export function disputeWonPostings(payment: PostedPayment, amountMinor: number, dated: Dated): Posting[] {
  const moved = { debit: "dispute", credit: "unapplied", amountMinor } as const;
  return [{ ...moneyOf(payment), kind: "dispute_won", ...moved, ...dated }];
}

/** A part of a payment that pays a line, and the other way round; the row names what was paid for. */
export function allocationPosting(
  line: Omit<PostedLine, "netMinor" | "taxMinor">,
  part: { readonly paymentId: string; readonly amountMinor: number; readonly effectiveOn: string },
): Posting {
  return { ...dimensionsOf(line), ...part, kind: "allocation", debit: "unapplied", credit: "receivable" };
}

export function deallocationPosting(
  line: Omit<PostedLine, "netMinor" | "taxMinor">,
  part: { readonly paymentId: string; readonly amountMinor: number } & Dated,
): Posting {
  return { ...dimensionsOf(line), ...part, kind: "deallocation", debit: "receivable", credit: "unapplied" };
}

/** Where a payment's money is: given by the school, still with the bank, or here. */
function sourceOf(payment: PostedPayment): Account {
  if (payment.kind === "credit") return "credit_given";
  return payment.status === "pending" ? "clearing" : "cash";
}

function takenFrom(payment: PostedPayment, amountMinor: number, dated: Dated) {
  return { debit: "unapplied", credit: sourceOf(payment), amountMinor, ...dated } as const;
}

function dimensionsOf(line: Omit<PostedLine, "netMinor" | "taxMinor">) {
  const { id, chargeId, familyId, locationId, programId, categoryId } = line;
  return { lineId: id, chargeId, familyId, locationId, programId, categoryId };
}

function moneyOf(payment: PostedPayment) {
  const { id, familyId, locationId, programId, categoryId } = payment;
  return { paymentId: id, familyId, locationId, programId, categoryId };
}

function nonZero(postings: readonly Posting[]): Posting[] {
  return postings.filter((posting) => posting.amountMinor > 0);
}
