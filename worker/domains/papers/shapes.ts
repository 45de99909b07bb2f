// Charges, receipts and statements as they are handed out.
import type { PriceStory } from "../ledger/price-story.ts";
import type { PaymentMethod, PaymentStatus } from "../ledger/shapes.ts";

/** A name with the address below it, a line each. */
export interface Addressed {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Who hands it out: the school, at the location of the document. */
export interface Letterhead extends Addressed {
  readonly location: string | null;
  /** Where families may answer. */
  readonly email: string | null;
}

export interface PaperLine {
  readonly id: string;
  readonly description: string;
  readonly studentName: string | null;
  readonly chargeNumber: number;
  readonly baseMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly openMinor: number;
  readonly isVoided: boolean;
  /** What the payment pays of it; null on a charge. */
  readonly paidMinor: number | null;
  readonly story: PriceStory | null;
}

interface AnyPaper {
  readonly id: string;
  readonly number: number;
  readonly familyId: string;
  readonly letterhead: Letterhead;
  readonly to: Addressed;
  readonly title: string;
  readonly amountMinor: number;
  readonly note: string | null;
  readonly lines: readonly PaperLine[];
  /** What the family owed after it, in the order of the ledger. */
  readonly balanceAfterMinor: number;
}

export interface ChargePaper extends AnyPaper {
  readonly kind: "charge";
  readonly chargeOn: string;
  readonly dueOn: string;
  readonly openMinor: number;
  readonly voidedOn: string | null;
}

export interface PaymentPaper extends AnyPaper {
  readonly kind: "payment" | "credit";
  readonly receivedOn: string;
  readonly method: PaymentMethod;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly reference: string | null;
  readonly status: PaymentStatus;
  readonly unappliedMinor: number;
  readonly refundedMinor: number;
}

export type Paper = ChargePaper | PaymentPaper;

export interface StatementEntry {
  readonly seq: number;
  readonly on: string;
  readonly act: string;
  readonly number: number;
  readonly title: string;
  readonly dueOn: string | null;
  readonly owedMinor: number;
  readonly balanceMinor: number;
}

export interface Ageing {
  readonly notDueMinor: number;
  readonly days1to30Minor: number;
  readonly days31to60Minor: number;
  readonly days61to90Minor: number;
  readonly daysOver90Minor: number;
  readonly onAccountMinor: number;
}

export interface Statement {
  readonly letterhead: Letterhead;
  readonly familyId: string;
  readonly to: Addressed;
  readonly fromOn: string;
  readonly toOn: string;
  readonly openingMinor: number;
  readonly entries: readonly StatementEntry[];
  /** There are more entries than a statement holds; these are the first. */
  readonly isCut: boolean;
  readonly closingMinor: number;
  readonly ageing: Ageing;
}
