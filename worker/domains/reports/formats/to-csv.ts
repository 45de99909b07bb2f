import { minorDigits } from "../../../../tenant-schema/money.ts";
import { BOM, type CsvValue, csvLine } from "../../exports/csv.ts";
import type { Cell, ReportColumn, ReportLayout, ReportRow } from "../shapes.ts";
import { decimalText } from "./cell-text.ts";
import type { ReportDocument } from "./document.ts";

/** The rows for a program to read: a header always, dates in ISO, plain decimals, part and group as columns. */
export async function* toCsv(document: ReportDocument): AsyncGenerator<string> {
  const { layout, school } = document;
  const digits = minorDigits(school.currency);
  yield BOM +
    csvLine([...leading(layout).map(({ label }) => label), ...layout.columns.map(({ label }) => label)]);
  for await (const rows of document.chunks()) {
    yield rows
      .map((row) =>
        csvLine([
          ...leading(layout).map(({ value }) => value(row)),
          ...layout.columns.map((column, i) => csvValue(row.cells[i], column, digits)),
        ]),
      )
      .join("");
  }
}

interface Leading {
  readonly label: string;
  readonly value: (row: ReportRow) => string;
}

/** What a flat table says in columns of its own where the printed one has headings. */
export function leading({ sections, groupLabel }: ReportLayout): Leading[] {
  const titles = new Map(sections.map(({ key, title }) => [key, title]));
  return [
    ...(sections.length > 0
      ? [{ label: "Part", value: (row: ReportRow) => titles.get(row.section ?? "") ?? "" }]
      : []),
    ...(groupLabel === null ? [] : [{ label: groupLabel, value: (row: ReportRow) => row.group ?? "" }]),
  ];
}

function csvValue(value: Cell | undefined, { kind }: ReportColumn, digits: number): CsvValue {
  return kind === "money" && typeof value === "number" ? decimalText(value, digits) : value;
}
