import type {
  ChargeSource,
  ChargeStatus,
  LedgerEntry,
  PaymentMethod,
  PaymentStatus,
} from "../../../worker/domains/ledger/shapes.ts";
import { ACT_TITLES } from "../../../worker/domains/ledger/values.ts";
import { formats } from "../../shared/formats.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";

const methods: Record<PaymentMethod, string> = {
  card: "Card",
  echeck: "eCheck",
  terminal: "Card terminal",
  cash: "Cash",
  check: "Check",
  gift: "Gift credit",
  coupon: "Coupon",
  house: "House credit",
  other: "Other",
};

const elsewhere: Record<string, string> = { recorded: "Given back elsewhere" };

export const methodLabel = (method: string) =>
  methods[method as PaymentMethod] ?? elsewhere[method] ?? method;

/** "Visa ·· 4242", as far as it is known. */
export function methodText(method: PaymentMethod, brand: string | null, last4: string | null): string {
  const name = brand ? brand[0]!.toUpperCase() + brand.slice(1) : methodLabel(method);
  return last4 === null ? methodLabel(method) : `${name} ·· ${last4}`;
}

const statuses: Record<ChargeStatus | PaymentStatus | "failed", { label: string; tone: PillTone }> = {
  open: { label: "Open", tone: "warn" },
  part_paid: { label: "Part paid", tone: "warn" },
  paid: { label: "Paid", tone: "good" },
  voided: { label: "Voided", tone: "plain" },
  pending: { label: "Pending", tone: "accent" },
  settled: { label: "Settled", tone: "good" },
  part_refunded: { label: "Part refunded", tone: "plain" },
  refunded: { label: "Refunded", tone: "plain" },
  disputed: { label: "Disputed", tone: "bad" },
  returned: { label: "Returned", tone: "bad" },
  failed: { label: "Failed", tone: "bad" },
};

export const statusWords = (status: keyof typeof statuses) => statuses[status];

export const actLabel = (entry: Pick<LedgerEntry, "act" | "kind">) =>
  ACT_TITLES[entry.act] ?? ACT_TITLES[entry.kind] ?? entry.act;

/** "Charge 1042". */
export const entryName = (entry: Pick<LedgerEntry, "act" | "kind" | "document">) =>
  `${actLabel(entry)} ${entry.document.number}`;

const sources: Record<ChargeSource, string> = {
  manual: "Charged by hand",
  tuition: "From a tuition run",
  enrollment: "From an enrollment",
  late: "Late fee",
  anniversary: "Anniversary fee",
  checkout: "From the family portal",
  import: "From an import",
};

export const sourceText = (source: ChargeSource) => sources[source];

export const dayText = (date: string) => formats().date(date);

/** Overdue, due today, or when it will be. */
export function dueText(dueOn: string): { text: string; isPast: boolean } {
  const today = formats().today();
  if (dueOn === today) return { text: "Due today", isPast: false };
  return { text: `Due ${dayText(dueOn)}`, isPast: dueOn < today };
}
