import { type CellValue, type ColumnDef, writeXlsxStream } from "hucre/xlsx";
import { minorDigits } from "../../../../tenant-schema/money.ts";
import type { Cell, ReportColumn } from "../shapes.ts";
import type { ReportDocument } from "./document.ts";
import { leading } from "./to-csv.ts";
import { hasTotals, Totals } from "./totals.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A sheet with real numbers, dates and amounts under a header that stays; written while the rows are read. */
export function toXlsx(document: ReportDocument): ReadableStream<Uint8Array> {
  const { layout, school } = document;
  const digits = minorDigits(school.currency);
  const columns: ColumnDef[] = [
    ...leading(layout).map(({ label }) => ({ header: label, width: 22 })),
    ...layout.columns.map((column) => {
      const numFmt = formatOf(column, digits);
      return {
        header: column.label,
        width: Math.max(column.width, column.label.length) + 2,
        ...(numFmt ? { numFmt } : {}),
      };
    }),
  ];
  return writeXlsxStream(sheetRows(document, digits), {
    name: document.code,
    columns,
    freezePane: { rows: 1 },
  });
}

async function* sheetRows(document: ReportDocument, digits: number): AsyncGenerator<CellValue[]> {
  const { layout, totals } = document;
  const before = leading(layout);
  const counted = new Set(layout.sections.filter(({ counts }) => counts).map(({ key }) => key));
  const grand = new Totals(layout.columns);
  const cellsOf = (cells: readonly Cell[]) =>
    layout.columns.map((column, i) => cellValue(cells[i] ?? null, column, digits));
  for await (const rows of document.chunks()) {
    for (const row of rows) {
      if (layout.sections.length === 0 || counted.has(row.section ?? "")) grand.add(row.cells);
      yield [...before.map(({ value }) => value(row)), ...cellsOf(row.cells)];
    }
  }
  if (!hasTotals(layout.columns)) return;
  const sums = cellsOf(grand.cells(totals));
  const label = sums.indexOf(null);
  if (before.length === 0 && label >= 0) sums[label] = "Total";
  yield [...before.map((_, i) => (i === 0 ? "Total" : null)), ...sums];
}

function formatOf({ kind, decimals = 0 }: ReportColumn, digits: number): string | undefined {
  const places = (count: number) => (count > 0 ? `.${"0".repeat(count)}` : "");
  if (kind === "money") return `#,##0${places(digits)}`;
  if (kind === "percent") return "0.0%";
  if (kind === "number") return `#,##0${places(decimals)}`;
  return kind === "date" ? "yyyy-mm-dd" : undefined;
}

function cellValue(value: Cell, { kind }: ReportColumn, digits: number): CellValue {
  if (typeof value === "number") {
    if (kind === "money") return value / 10 ** digits;
    return kind === "percent" ? value / 100 : value;
  }
  if (kind === "date" && typeof value === "string") return new Date(`${value.slice(0, 10)}T00:00:00Z`);
  // Characters below the blank are not allowed in XML; a name pasted from elsewhere may hold one.
  return typeof value === "string" ? Array.from(value, printable).join("") : value;
}

function printable(character: string): string {
  return character < " " && !"\t\n\r".includes(character) ? " " : character;
}
