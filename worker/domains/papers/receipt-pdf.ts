import { formatMoney } from "../../../tenant-schema/money.ts";
import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import type { Letter, ReportDocument } from "../reports/formats/document.ts";
import { toPdf } from "../reports/formats/to-pdf.ts";
import type { ReportColumn } from "../reports/shapes.ts";
import { getPaper } from "./get-paper.ts";
import { methodWords } from "./method-words.ts";
import type { PaymentPaper } from "./shapes.ts";

/** The tax has a column where there is any: it is part of the price beside it. */
const columnsOf = (hasTax: boolean): readonly ReportColumn[] => [
  { key: "charge", label: "Charge", kind: "text", width: 10 },
  { key: "what", label: "What it pays", kind: "text", width: 52 },
  { key: "price", label: "Price", kind: "money", width: 13 },
  ...(hasTax ? [{ key: "tax", label: "Tax in it", kind: "money", width: 12 } as const] : []),
  { key: "paid", label: "Paid", kind: "money", width: 13, total: "sum" },
];

const statuses: Readonly<Partial<Record<PaymentPaper["status"], string>>> = {
  pending: "On its way from the bank",
  voided: "Voided",
  returned: "Returned by the bank",
  refunded: "Refunded",
  part_refunded: "Refunded in part",
  disputed: "Disputed",
};

export interface ReceiptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly paper: PaymentPaper;
}

/** A receipt or credit note as a file, drawn as every report is. @throws NotFound */
export async function receiptFile(ctx: Context, paymentId: string): Promise<ReceiptFile> {
  const paper = (await getPaper(ctx, paymentId)) as PaymentPaper;
  return { name: `${receiptTitle(paper)}.pdf`, bytes: await toPdf(documentOf(ctx, paper)), paper };
}

const TITLES = {
  en: { credit: "Credit note", payment: "Receipt" },
  es: { credit: "Nota de abono", payment: "Recibo" },
} as const;

export function receiptTitle(
  { kind, number }: Pick<PaymentPaper, "kind" | "number">,
  language: Language = "en",
): string {
  return `${TITLES[language][kind]} ${number}`;
}

function documentOf(ctx: Context, paper: PaymentPaper): ReportDocument {
  const hasTax = paper.lines.some(({ taxMinor }) => taxMinor > 0);
  const rows = paper.lines.map((line) => ({
    cells: [
      String(line.chargeNumber),
      line.studentName === null ? line.description : `${line.description} (${line.studentName})`,
      line.totalMinor,
      ...(hasTax ? [line.taxMinor] : []),
      line.paidMinor,
    ],
  }));
  return {
    code: "",
    title: receiptTitle(paper),
    school: { ...ctx.account, displayName: paper.letterhead.name },
    layout: { columns: columnsOf(hasTax), groupLabel: null, sections: [], landscape: false, notes: [] },
    letter: letterOf(ctx, paper),
    rowCount: rows.length,
    madeAtMs: ctx.nowMs,
    madeBy: paper.letterhead.name,
    totals: {},
    chunks: async function* () {
      yield rows;
    },
  };
}

function letterOf(ctx: Context, paper: PaymentPaper): Letter {
  const { currency, locale } = ctx.account;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const { letterhead, to, receivedOn, amountMinor, unappliedMinor, refundedMinor, kind } = paper;
  const after = paper.balanceAfterMinor;
  const status = statuses[paper.status];
  return {
    from: [letterhead.name, ...letterhead.lines],
    to: [to.name, ...to.lines],
    facts: [
      { label: kind === "credit" ? "Given" : "Received", value: money(amountMinor), isStrong: true },
      { label: "On", value: day.format(Date.parse(`${receivedOn}T00:00:00Z`)) },
      { label: "By", value: methodWords(paper) },
      ...(status ? [{ label: "State", value: status }] : []),
      ...(refundedMinor > 0 ? [{ label: "Refunded", value: money(refundedMinor) }] : []),
      ...(unappliedMinor > 0
        ? [{ label: "On account for what comes next", value: money(unappliedMinor) }]
        : []),
      after < 0
        ? { label: "On account after it", value: money(-after) }
        : { label: "Owed after it", value: money(after) },
    ],
    remarks: paper.note ? [paper.note] : [],
  };
}
