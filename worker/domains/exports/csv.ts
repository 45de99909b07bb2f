/** Tells spreadsheet programs that UTF-8 follows; without it they take the file for the local code page. */
export const BOM = "\u{feff}";
export const CSV_TYPE = "text/csv; charset=utf-8";

export type CsvValue = string | number | boolean | null | undefined;

/** Spreadsheet programs calculate a cell that begins like this. */
const FORMULA = /^[=+\-@\t\r\n]/;
/** A number or a phone in one piece, which calculates to itself. */
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** One line of RFC 4180, with its CRLF. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** The text of a cell, made harmless: an apostrophe before what would be a formula, which the import takes off again. */
function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A name for the downloaded file that no header can be broken with. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\w.\- ]+/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
