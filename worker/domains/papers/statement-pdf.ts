import { type Context, today } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { attachment } from "../exports/csv.ts";
import type { Letter, ReportDocument } from "../reports/formats/document.ts";
import { toPdf } from "../reports/formats/to-pdf.ts";
import type { ReportColumn, ReportRow } from "../reports/shapes.ts";
import { getStatement } from "./get-statement.ts";
import { PAPER_WORDS, type PaperWords } from "./paper-words.ts";
import { schoolFor, writerFor } from "./paper-writer.ts";
import type { StatementFilter } from "./schemas.ts";
import type { Statement } from "./shapes.ts";

const columnsOf = (words: PaperWords): readonly ReportColumn[] => [
  { key: "on", label: words.date, kind: "date", width: 12 },
  { key: "number", label: words.number, kind: "text", width: 18 },
  { key: "title", label: words.entry, kind: "text", width: 44 },
  { key: "charged", label: words.charges, kind: "money", width: 13, total: "sum" },
  { key: "paid", label: words.payments, kind: "money", width: 13, total: "sum" },
  { key: "balance", label: words.balance, kind: "money", width: 13 },
];

export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly statement: Statement;
}

/** A statement of account as a file in the language of its reader, drawn as every report is. @throws NotFound */
export async function statementFile(
  ctx: Context,
  familyId: string,
  filter: StatementFilter,
  language: Language = "en",
): Promise<StatementFile> {
  const statement = await getStatement(ctx, familyId, filter);
  const bytes = await toPdf(documentOf(ctx, statement, language));
  return {
    name: `${PAPER_WORDS[language].statement} ${statement.to.name} ${today(ctx)}.pdf`,
    bytes,
    statement,
  };
}

/** The same to be downloaded. @throws NotFound */
export async function statementPdf(
  ctx: Context,
  familyId: string,
  filter: StatementFilter,
  language: Language = "en",
): Promise<Response> {
  const { name, bytes } = await statementFile(ctx, familyId, filter, language);
  const headers = {
    "content-type": "application/pdf",
    "content-disposition": attachment(name),
    "cache-control": "no-store",
  };
  return new Response(bytes, { headers });
}

function documentOf(ctx: Context, statement: Statement, language: Language): ReportDocument {
  const words = PAPER_WORDS[language];
  const rows: ReportRow[] = statement.entries.map((entry) => ({
    cells: [
      entry.on,
      `${words.acts[entry.act] ?? entry.act} ${entry.number}`,
      words.title(entry.title),
      entry.act.startsWith("charge") ? entry.owedMinor : null,
      entry.act.startsWith("charge") ? null : -entry.owedMinor,
      entry.balanceMinor,
    ],
  }));
  return {
    code: "",
    title: words.statement,
    language,
    school: schoolFor(ctx, statement.letterhead.name, language),
    layout: { columns: columnsOf(words), groupLabel: null, sections: [], landscape: false, notes: [] },
    letter: letterOf(ctx, statement, language),
    rowCount: rows.length,
    madeAtMs: ctx.nowMs,
    // What a family gets by mail was made by its school, whoever pressed the button.
    madeBy: ctx.actor.kind === "staff" ? ctx.actor.name : statement.letterhead.name,
    totals: {},
    chunks: async function* () {
      yield rows;
    },
  };
}

function letterOf(ctx: Context, statement: Statement, language: Language): Letter {
  const words = PAPER_WORDS[language];
  const { money, day } = writerFor(ctx, language);
  const { letterhead, to, ageing, fromOn, toOn, openingMinor, closingMinor } = statement;
  const ages: readonly (readonly [string, number])[] = [
    [words.notDue, ageing.notDueMinor],
    [words.due(1, 30), ageing.days1to30Minor],
    [words.due(31, 60), ageing.days31to60Minor],
    [words.due(61, 90), ageing.days61to90Minor],
    [words.dueLonger, ageing.daysOver90Minor],
    [words.onAccount, -ageing.onAccountMinor],
  ];
  return {
    from: [letterhead.name, ...letterhead.lines],
    to: [to.name, ...to.lines],
    facts: [
      { label: words.days, value: words.span(day(fromOn), day(toOn)) },
      { label: words.before, value: money(openingMinor) },
      { label: words.balanceOn(day(toOn)), value: money(closingMinor), isStrong: true },
      ...ages.filter(([, minor]) => minor !== 0).map(([label, minor]) => ({ label, value: money(minor) })),
    ],
    remarks: statement.isCut ? [words.isCut] : [],
  };
}
