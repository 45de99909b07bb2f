import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import { minorDigits } from "../../../../tenant-schema/money.ts";
import type { Cell, ReportColumn } from "../shapes.ts";
import type { ReportDocument } from "./document.ts";
import { leading } from "./to-csv.ts";
import { hasTotals, Totals } from "./totals.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A sheet with real numbers, dates and amounts under a header that stays; written while the rows are read. */
export function toXlsx(document: ReportDocument): ReadableStream<Uint8Array> {
  return writeXlsxStream(sheetRows(document), {
    name: document.code,
    columns: sheetColumns(document),
    freezePane: { rows: 1 },
  });
}

export interface SheetColumn {
  readonly header: string;
  readonly width: number;
  readonly numFmt?: string;
}

export function sheetColumns({ layout, school }: ReportDocument): SheetColumn[] {
  const digits = minorDigits(school.currency);
  return [
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
}

/** The rows as a spreadsheet holds them, with the sums of all below unless `sums` gathers those of several documents. */
export async function* sheetRows(document: ReportDocument, sums?: Totals): AsyncGenerator<CellValue[]> {
  const { layout, totals } = document;
  const digits = minorDigits(document.school.currency);
  const before = leading(layout);
  const counted = new Set(layout.sections.filter(({ counts }) => counts).map(({ key }) => key));
  const grand = sums ?? new Totals(layout.columns);
  const cellsOf = (cells: readonly Cell[]) =>
    layout.columns.map((column, i) => cellValue(cells[i] ?? null, column, digits));
  for await (const rows of document.chunks()) {
    for (const row of rows) {
      if (layout.sections.length === 0 || counted.has(row.section ?? "")) grand.add(row.cells);
      yield [...before.map(({ value }) => value(row)), ...cellsOf(row.cells)];
    }
  }
  if (!sums && hasTotals(layout.columns)) yield totalRow(document, grand.cells(totals));
}

/** The last line: sums below their columns, and in the first free one what it is. */
export function totalRow({ layout, school }: ReportDocument, sums: readonly Cell[]): CellValue[] {
  const digits = minorDigits(school.currency);
  const cells = layout.columns.map((column, i) => cellValue(sums[i] ?? null, column, digits));
  const before = leading(layout);
  const label = cells.indexOf(null);
  if (before.length === 0 && label >= 0) cells[label] = "Total";
  return [...before.map((_, i) => (i === 0 ? "Total" : null)), ...cells];
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
