import type { CellValue } from "hucre/xlsx";
import type { ReportDocument } from "../../domains/reports/formats/document.ts";
import type { WorkbookSheet } from "../../domains/reports/formats/to-workbook.ts";
import { sheetColumns, sheetRows, totalRow } from "../../domains/reports/formats/to-xlsx.ts";
import { hasTotals, Totals } from "../../domains/reports/formats/totals.ts";

export interface AccountDocument extends ReportDocument {
  readonly accountName: string;
}

/** A workbook of one report over many accounts: all rows with the account before them, then a sheet for each account. */
export function consolidatedSheets(documents: readonly AccountDocument[]): WorkbookSheet[] {
  return [
    allAccounts(documents),
    ...documents.map((document) => ({
      name: document.accountName,
      columns: sheetColumns(document),
      rows: () => sheetRows(document),
    })),
  ];
}

function allAccounts(documents: readonly AccountDocument[]): WorkbookSheet {
  const first = documents[0]!;
  const isOneCurrency = documents.every(({ school }) => school.currency === first.school.currency);
  const before = [
    { header: "Account", width: 24 },
    ...(isOneCurrency ? [] : [{ header: "Currency", width: 9 }]),
  ];
  async function* rows(): AsyncGenerator<readonly CellValue[]> {
    const sums = new Totals(first.layout.columns);
    for (const document of documents) {
      const own = [document.accountName, ...(isOneCurrency ? [] : [document.school.currency])];
      for await (const row of sheetRows(document, sums)) yield [...own, ...row];
    }
    // Amounts of two currencies have no sum.
    if (!isOneCurrency || !hasTotals(first.layout.columns)) return;
    yield [
      "Total",
      ...totalRow(first, sums.cells(givenTotals(documents))).map((cell) => (cell === "Total" ? null : cell)),
    ];
  }
  return { name: "All accounts", columns: [...before, ...sheetColumns(first)], rows };
}

/** Totals that are no sums of rows, such as a count of families, added up over the accounts. */
function givenTotals(documents: readonly AccountDocument[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { totals } of documents) {
    for (const [key, value] of Object.entries(totals)) sums[key] = (sums[key] ?? 0) + value;
  }
  return sums;
}
