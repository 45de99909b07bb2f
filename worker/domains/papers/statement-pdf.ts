import { formatMoney } from "../../../tenant-schema/money.ts";
import { type Context, today } from "../../kernel/context.ts";
import { attachment } from "../exports/csv.ts";
import type { Letter, ReportDocument } from "../reports/formats/document.ts";
import { toPdf } from "../reports/formats/to-pdf.ts";
import type { ReportColumn, ReportRow } from "../reports/shapes.ts";
import { getStatement } from "./get-statement.ts";
import type { StatementFilter } from "./schemas.ts";
import type { Statement } from "./shapes.ts";

const columns: readonly ReportColumn[] = [
  { key: "on", label: "Date", kind: "date", width: 12 },
  { key: "number", label: "Number", kind: "text", width: 18 },
  { key: "title", label: "Entry", kind: "text", width: 44 },
  { key: "charged", label: "Charges", kind: "money", width: 13, total: "sum" },
  { key: "paid", label: "Payments", kind: "money", width: 13, total: "sum" },
  { key: "balance", label: "Balance", kind: "money", width: 13 },
];

const acts: Readonly<Record<string, string>> = {
  charge: "Charge",
  payment: "Payment",
  credit: "Credit",
  refund: "Refund",
  refund_failed: "Refund failed",
  charge_void: "Charge voided",
  payment_void: "Payment voided",
  credit_void: "Credit voided",
  return: "Payment returned",
  dispute: "Dispute",
  dispute_won: "Dispute won",
};

export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly statement: Statement;
}

/** A statement of account as a file, drawn as every report is. @throws NotFound */
export async function statementFile(
  ctx: Context,
  familyId: string,
  filter: StatementFilter,
): Promise<StatementFile> {
  const statement = await getStatement(ctx, familyId, filter);
  const bytes = await toPdf(documentOf(ctx, statement));
  return { name: `Statement ${statement.to.name} ${today(ctx)}.pdf`, bytes, statement };
}

/** The same to be downloaded. @throws NotFound */
export async function statementPdf(
  ctx: Context,
  familyId: string,
  filter: StatementFilter,
): Promise<Response> {
  const { name, bytes } = await statementFile(ctx, familyId, filter);
  const headers = {
    "content-type": "application/pdf",
    "content-disposition": attachment(name),
    "cache-control": "no-store",
  };
  return new Response(bytes, { headers });
}

function documentOf(ctx: Context, statement: Statement): ReportDocument {
  const rows: ReportRow[] = statement.entries.map((entry) => ({
    cells: [
      entry.on,
      `${acts[entry.act] ?? entry.act} ${entry.number}`,
      entry.title,
      entry.act.startsWith("charge") ? entry.owedMinor : null,
      entry.act.startsWith("charge") ? null : -entry.owedMinor,
      entry.balanceMinor,
    ],
  }));
  return {
    code: "",
    title: "Statement",
    school: { ...ctx.account, displayName: statement.letterhead.name },
    layout: { columns, groupLabel: null, sections: [], landscape: false, notes: [] },
    letter: letterOf(ctx, statement),
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

function letterOf(ctx: Context, statement: Statement): Letter {
  const { currency, locale } = ctx.account;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const date = (on: string) => day.format(Date.parse(`${on}T00:00:00Z`));
  const { letterhead, to, ageing, fromOn, toOn, openingMinor, closingMinor } = statement;
  const ages: readonly (readonly [string, number])[] = [
    ["Not due yet", ageing.notDueMinor],
    ["Due 1 to 30 days", ageing.days1to30Minor],
    ["Due 31 to 60 days", ageing.days31to60Minor],
    ["Due 61 to 90 days", ageing.days61to90Minor],
    ["Due longer", ageing.daysOver90Minor],
    ["On account", -ageing.onAccountMinor],
  ];
  return {
    from: [letterhead.name, ...letterhead.lines],
    to: [to.name, ...to.lines],
    facts: [
      { label: "Days", value: `${date(fromOn)} to ${date(toOn)}` },
      { label: "Balance before", value: money(openingMinor) },
      { label: `Balance on ${date(toOn)}`, value: money(closingMinor), isStrong: true },
      ...ages.filter(([, minor]) => minor !== 0).map(([label, minor]) => ({ label, value: money(minor) })),
    ],
    remarks: statement.isCut ? ["There are more entries than a statement holds; ask for fewer days."] : [],
  };
}
