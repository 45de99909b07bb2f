import type { ReportDocument, SchoolFacts } from "../../worker/domains/reports/formats/document.ts";
import type { ReportColumn, ReportRow } from "../../worker/domains/reports/shapes.ts";

export const SCHOOL: SchoolFacts = {
  displayName: "Łódź & Söhne",
  timeZone: "America/Chicago",
  locale: "en-US",
  currency: "USD",
};

export const COLUMNS: readonly ReportColumn[] = [
  { key: "family", label: "Family", kind: "text", width: 20 },
  { key: "on", label: "Charged on", kind: "date", width: 11 },
  { key: "amount", label: "Amount", kind: "money", width: 10, total: "sum" },
  { key: "taken", label: "Taken", kind: "number", width: 8, total: "sum" },
  { key: "places", label: "Places", kind: "number", width: 8, total: "sum" },
  { key: "full", label: "Full", kind: "percent", width: 8, total: { of: "taken", per: "places" } },
  { key: "paid", label: "Paid", kind: "bool", width: 6 },
];

export function documentOf(
  chunks: readonly (readonly ReportRow[])[],
  options: Partial<Omit<ReportDocument, "chunks">> & {
    readonly groupLabel?: string | null;
    readonly sections?: ReportDocument["layout"]["sections"];
  } = {},
): ReportDocument {
  const { groupLabel = null, sections = [], ...rest } = options;
  return {
    code: "TST-1",
    title: "Test report",
    school: SCHOOL,
    layout: {
      columns: COLUMNS,
      groupLabel,
      sections,
      landscape: false,
      notes: ["Nov 1, 2026 to Nov 30, 2026"],
    },
    rowCount: chunks.flat().length,
    madeAtMs: Date.UTC(2026, 10, 21, 18),
    madeBy: "Pat Novák",
    totals: {},
    chunks: async function* () {
      yield* chunks;
    },
    ...rest,
  };
}

export function row(family: string, amount: number | null, more: Partial<ReportRow> = {}): ReportRow {
  return { cells: [family, "2026-11-03", amount, 6, 8, 75, amount === null], ...more };
}

export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
