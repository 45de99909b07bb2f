import { formatMoney } from "../../../tenant-schema/money.ts";
import type { Context } from "../../kernel/context.ts";
import type { ReportDocument } from "../reports/formats/document.ts";
import { toPdf } from "../reports/formats/to-pdf.ts";
import { METHODS } from "../reports/money/money-words.ts";
import type { ReportColumn } from "../reports/shapes.ts";
import { getPaper } from "./get-paper.ts";
import type { PaymentPaper } from "./shapes.ts";

const columns: readonly ReportColumn[] = [
  { key: "charge", label: "Charge", kind: "text", width: 12 },
  { key: "what", label: "What it pays", kind: "text", width: 52 },
  { key: "price", label: "Price", kind: "money", width: 13 },
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

export function receiptTitle({ kind, number }: Pick<PaymentPaper, "kind" | "number">): string {
  return `${kind === "credit" ? "Credit note" : "Receipt"} ${number}`;
}

function documentOf(ctx: Context, paper: PaymentPaper): ReportDocument {
  const rows = paper.lines.map((line) => ({
    cells: [
      String(line.chargeNumber),
      line.studentName === null ? line.description : `${line.description} (${line.studentName})`,
      line.totalMinor,
      line.paidMinor,
    ],
  }));
  return {
    code: "",
    title: receiptTitle(paper),
    school: { ...ctx.account, displayName: paper.letterhead.name },
    layout: { columns, groupLabel: null, sections: [], landscape: false, notes: notesOf(ctx, paper) },
    rowCount: rows.length,
    madeAtMs: ctx.nowMs,
    madeBy: paper.letterhead.name,
    totals: {},
    chunks: async function* () {
      yield rows;
    },
  };
}

function notesOf(ctx: Context, paper: PaymentPaper): string[] {
  const { currency, locale } = ctx.account;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const { letterhead, to, receivedOn, amountMinor, unappliedMinor, refundedMinor } = paper;
  const after = paper.balanceAfterMinor;
  return [
    letterhead.lines.join(" · "),
    [to.name, ...to.lines].join(", "),
    `${money(amountMinor)} on ${day.format(Date.parse(`${receivedOn}T00:00:00Z`))}, ${methodWords(paper)}`,
    statuses[paper.status] ?? "",
    ...(refundedMinor > 0 ? [`Refunded: ${money(refundedMinor)}`] : []),
    ...(unappliedMinor > 0 ? [`On account for what comes next: ${money(unappliedMinor)}`] : []),
    after < 0 ? `On account after it: ${money(-after)}` : `Owed after it: ${money(after)}`,
    paper.note ?? "",
  ].filter((line) => line !== "");
}

function methodWords({ method, cardBrand, last4, reference }: PaymentPaper): string {
  const name = METHODS[method] ?? method;
  if (last4 !== null) return `${cardBrand ?? name} ending in ${last4}`;
  return reference ? `${name} ${reference}` : name;
}
