import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import type { Letter, ReportDocument } from "../reports/formats/document.ts";
import { toPdf } from "../reports/formats/to-pdf.ts";
import type { ReportColumn } from "../reports/shapes.ts";
import { getPaper } from "./get-paper.ts";
import { methodWords } from "./method-words.ts";
import { PAPER_WORDS, type PaperWords } from "./paper-words.ts";
import { schoolFor, writerFor } from "./paper-writer.ts";
import type { PaymentPaper } from "./shapes.ts";

/** The tax has a column where there is any: it is part of the price beside it. */
const columnsOf = (hasTax: boolean, words: PaperWords): readonly ReportColumn[] => [
  { key: "charge", label: words.charge, kind: "text", width: 10 },
  { key: "what", label: words.what, kind: "text", width: 52 },
  { key: "price", label: words.price, kind: "money", width: 13 },
  ...(hasTax ? [{ key: "tax", label: words.taxInIt, kind: "money", width: 12 } as const] : []),
  { key: "paid", label: words.paid, kind: "money", width: 13, total: "sum" },
];

export interface ReceiptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly paper: PaymentPaper;
}

/** A receipt or credit note as a file in the language of its reader, drawn as every report is. @throws NotFound */
export async function receiptFile(
  ctx: Context,
  paymentId: string,
  language: Language = "en",
): Promise<ReceiptFile> {
  return fileOf(ctx, (await getPaper(ctx, paymentId)) as PaymentPaper, language);
}

/** The same of a paper that was read already. */
export async function fileOf(ctx: Context, paper: PaymentPaper, language: Language): Promise<ReceiptFile> {
  const bytes = await toPdf(documentOf(ctx, paper, language));
  return { name: `${receiptTitle(paper, language)}.pdf`, bytes, paper };
}

export function receiptTitle(
  { kind, number }: Pick<PaymentPaper, "kind" | "number">,
  language: Language = "en",
): string {
  const words = PAPER_WORDS[language];
  return `${kind === "credit" ? words.credit : words.receipt} ${number}`;
}

function documentOf(ctx: Context, paper: PaymentPaper, language: Language): ReportDocument {
  const words = PAPER_WORDS[language];
  const hasTax = paper.lines.some(({ taxMinor }) => taxMinor > 0);
  const rows = paper.lines.map((line) => ({
    cells: [
      String(line.chargeNumber),
      whatItPays(line, words),
      line.totalMinor,
      ...(hasTax ? [line.taxMinor] : []),
      line.paidMinor,
    ],
  }));
  return {
    code: "",
    title: receiptTitle(paper, language),
    language,
    school: schoolFor(ctx, paper.letterhead.name, language),
    layout: {
      columns: columnsOf(hasTax, words),
      groupLabel: null,
      sections: [],
      landscape: false,
      notes: [],
    },
    letter: letterOf(ctx, paper, language),
    rowCount: rows.length,
    madeAtMs: ctx.nowMs,
    madeBy: paper.letterhead.name,
    totals: {},
    chunks: async function* () {
      yield rows;
    },
  };
}

/** Tuition is described with the name of the student already. */
function whatItPays({ description, studentName }: PaymentPaper["lines"][number], words: PaperWords): string {
  const title = words.title(description);
  return studentName === null || description.includes(studentName) ? title : `${title} (${studentName})`;
}

function letterOf(ctx: Context, paper: PaymentPaper, language: Language): Letter {
  const words = PAPER_WORDS[language];
  const { money, day } = writerFor(ctx, language);
  const { letterhead, to, receivedOn, amountMinor, unappliedMinor, refundedMinor, kind } = paper;
  const after = paper.balanceAfterMinor;
  const status = words.statuses[paper.status];
  return {
    from: [letterhead.name, ...letterhead.lines],
    to: [to.name, ...to.lines],
    facts: [
      { label: kind === "credit" ? words.given : words.received, value: money(amountMinor), isStrong: true },
      { label: words.on, value: day(receivedOn) },
      { label: words.by, value: methodWords(paper, language) },
      ...(status ? [{ label: words.state, value: status }] : []),
      ...(refundedMinor > 0 ? [{ label: words.refunded, value: money(refundedMinor) }] : []),
      ...(unappliedMinor > 0 ? [{ label: words.forLater, value: money(unappliedMinor) }] : []),
      after < 0
        ? { label: words.creditAfter, value: money(-after) }
        : { label: words.owedAfter, value: money(after) },
    ],
    remarks: paper.note ? [paper.note] : [],
  };
}
