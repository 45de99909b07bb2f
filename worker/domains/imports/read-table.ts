import Papa from "papaparse";
import { BadFile } from "./bad-file.ts";
import { parseDate } from "./cell-dates.ts";
import { isEmail } from "./cell-values.ts";
import { readText } from "./read-text.ts";

export const MAX_ROWS = 50_000;
export const MAX_CELL_CHARACTERS = 10_000;
const MAX_COLUMNS = 200;
const MAX_TITLE_ROWS = 10;
const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A file as rows under named columns. */
export interface Table {
  readonly name: string;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** As a spreadsheet program counts them: the header is usually row 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Understands a CSV file: its encoding, its delimiter, its header row.
 * @throws BadFile, saying where the file is wrong and what to do
 */
export function readTable(bytes: Uint8Array, name: string, mayBeEmpty = false): Table {
  const decoded = readText(bytes, name);
  const { text, declared } = withoutDeclaration(decoded.text);
  const delimiter = declared ?? delimiterOf(text);
  const parsed = Papa.parse<string[]>(text, {
    delimiter,
    // One more than may be, and the rows that may stand above the data.
    preview: MAX_ROWS + MAX_TITLE_ROWS + 2,
  });
  const quotes = parsed.errors.find((error) => error.type === "Quotes");
  if (quotes) throw badQuotes(name, text, quotes.index ?? 0);
  const records = parsed.data;
  const headerAt = headerRow(records);
  const header = records[headerAt];
  if (!header)
    throw new BadFile("file_empty", name, "has no rows. Export it again and check that it has rows.");
  const offset = declared ? 2 : 1;
  const rows: TableRow[] = [];
  for (let i = headerAt + 1; i < records.length; i++) {
    const cells = records[i]!;
    // In place: a second copy of a large table would not fit into the Worker's memory.
    for (let column = 0; column < cells.length; column++) cells[column] = restored(cells[column]!);
    if (cells.some((cell) => cell !== "")) rows.push({ number: i + offset, cells });
  }
  const headers = checkedHeaders(name, header, rows);
  if (rows.length === 0 && !mayBeEmpty) {
    throw new BadFile(
      "file_empty",
      name,
      "has column names but no rows under them. Export it again with its rows.",
    );
  }
  if (rows.length > MAX_ROWS) throw tooManyRows(name, text);
  refuseLongCells(name, headers, rows);
  return { name, encoding: decoded.encoding, delimiter, headers, rows };
}

/** Excel writes `sep=;` above the header of the files it makes. */
function withoutDeclaration(text: string): { text: string; declared: Delimiter | null } {
  const found = /^sep=([,;|\t])\r?\n/i.exec(text);
  if (!found) return { text, declared: null };
  return { text: text.slice(found[0].length), declared: found[1] as Delimiter };
}

/** The delimiter that cuts the first rows into the most columns of the same number. */
function delimiterOf(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 30 });
    const widths = data.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => row.length);
    const usual = mostFrequent(widths);
    const agreeing = widths.filter((width) => width === usual).length;
    const score = usual < 2 ? 0 : (agreeing / widths.length) * 1_000 + usual;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function mostFrequent(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** The first row that is as wide as the table: reports put a title or a date in the first column above it. */
function headerRow(records: readonly (readonly string[])[]): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== "").length;
  const top = records.slice(0, MAX_TITLE_ROWS + 20);
  const widest = Math.max(0, ...top.map(filled));
  const first = top.findIndex((row) => filled(row) > (widest > 1 ? 1 : 0));
  return first > MAX_TITLE_ROWS ? 0 : Math.max(0, first);
}

/** Our exports put an apostrophe before what a spreadsheet would take for a formula; here it goes again. */
function restored(cell: string): string {
  return (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim();
}

function checkedHeaders(name: string, record: readonly string[], rows: readonly TableRow[]): string[] {
  const headers = record.map((cell) => cell.replace(/\s+/g, " ").trim());
  while (headers.at(-1) === "" && rows.every((row) => (row.cells[headers.length - 1] ?? "") === ""))
    headers.pop();
  if (headers.length > MAX_COLUMNS) {
    throw new BadFile(
      "too_many_columns",
      name,
      `has ${headers.length} columns; at most ${MAX_COLUMNS} can be read. Remove those you do not need.`,
    );
  }
  if (headers.every((header) => header === "") || headers.some(looksLikeData)) {
    throw new BadFile(
      "no_header",
      name,
      "has no column names: its first row already looks like data. Add a first row that names each column (such as “Last name”, “E-mail”) and drop it again.",
    );
  }
  const seen = new Map<string, number>();
  headers.forEach((header, index) => {
    const first = seen.get(header.toLowerCase());
    if (header !== "" && first !== undefined) {
      throw new BadFile(
        "duplicate_headers",
        name,
        `has two columns called “${header}” (columns ${columnName(first)} and ${columnName(index)}). Give each column its own name and drop the file again.`,
        { header },
      );
    }
    seen.set(header.toLowerCase(), index);
  });
  return headers.map((header, index) => header || `Column ${columnName(index)}`);
}

/** No column is called `jo@example.org` or `2015-04-03`; one that is says that the header is missing. */
function looksLikeData(header: string): boolean {
  return (
    isEmail(header) ||
    parseDate(header, "mdy") !== null ||
    parseDate(header, "dmy") !== null ||
    /^\+?[\d\s().-]{7,}$/.test(header)
  );
}

/** A, B, … Z, AA: as a spreadsheet program names its columns. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function badQuotes(name: string, text: string, index: number): BadFile {
  const line = text.slice(0, index).split("\n").length;
  return new BadFile(
    "malformed_quotes",
    name,
    `has a quotation mark on line ${line} that does not fit: a cell that begins with " must end with ", and a " inside it is written "". Correct that line, or export the file again.`,
    { line },
  );
}

function tooManyRows(name: string, text: string): BadFile {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  const parts = Math.ceil(lines / MAX_ROWS);
  return new BadFile(
    "too_many_rows",
    name,
    `has about ${lines.toLocaleString("en")} rows; at most ${MAX_ROWS.toLocaleString("en")} can be imported at once. Split it into ${parts} files, each with the column names on top, and import them one after the other.`,
    { maxRows: MAX_ROWS },
  );
}

function refuseLongCells(name: string, headers: readonly string[], rows: readonly TableRow[]): void {
  for (const row of rows) {
    const column = row.cells.findIndex((cell) => cell.length > MAX_CELL_CHARACTERS);
    if (column === -1) continue;
    throw new BadFile(
      "cell_too_long",
      name,
      `has ${row.cells[column]!.length.toLocaleString("en")} characters in row ${row.number}, column “${headers[column] ?? columnName(column)}”; a cell may have ${MAX_CELL_CHARACTERS.toLocaleString("en")}. Shorten it, or look for a missing quotation mark there.`,
      { row: row.number, column: headers[column] ?? columnName(column) },
    );
  }
}
