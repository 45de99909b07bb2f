import type { CellValue } from "hucre/xlsx";
import type { SheetColumn } from "./to-xlsx.ts";
import { type ZipEntry, zipStream } from "./zip-stream.ts";

/** One sheet of a workbook; its rows are asked for when the sheets before it were written. */
export interface WorkbookSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: () => AsyncIterable<readonly CellValue[]>;
}

/** What Excel can hold; a sheet with more goes on in another one. */
export const MOST_ROWS = 1_048_576;
/** Text of about this length is handed on at once. */
const PIECE_CHARACTERS = 64_000;
const DATE = "yyyy-mm-dd";
const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const encoder = new TextEncoder();

/**
 * Several sheets as one XLSX file, written while their rows are read. The spreadsheet library streams single sheets
 * only, and several of them at the cost of holding all; so the few parts that a plain workbook has are written here.
 */
export function toWorkbook(sheets: readonly WorkbookSheet[], mostRows = MOST_ROWS) {
  return zipStream(parts(sheets, mostRows));
}

async function* parts(sheets: readonly WorkbookSheet[], mostRows: number): AsyncGenerator<ZipEntry> {
  const formats = [DATE, ...new Set(sheets.flatMap(({ columns }) => columns.flatMap((c) => c.numFmt ?? [])))];
  const styles = new Map([...new Set(formats)].map((format, i) => [format, i + 2]));
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = new Rows(sheet.rows());
    let isFirst = true;
    while (isFirst || (await rows.peek())) {
      names.push(sheetName(isFirst ? sheet.name : `${sheet.name} ${names.length + 1}`, names));
      isFirst = false;
      const bytes = () => sheetXml(sheet, rows, styles, mostRows);
      yield { name: `xl/worksheets/sheet${names.length}.xml`, bytes };
    }
  }
  yield textPart("xl/styles.xml", stylesXml([...styles.keys()]));
  yield textPart("xl/workbook.xml", workbookXml(names));
  yield textPart("xl/_rels/workbook.xml.rels", workbookRelations(names.length));
  yield textPart("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]]));
  yield textPart("[Content_Types].xml", contentTypes(names.length));
}

/** Rows that can be looked at before they are taken. */
class Rows {
  readonly #rows: AsyncIterator<readonly CellValue[]>;
  #next: Promise<IteratorResult<readonly CellValue[]>> | null = null;

  constructor(rows: AsyncIterable<readonly CellValue[]>) {
    this.#rows = rows[Symbol.asyncIterator]();
  }

  async peek(): Promise<readonly CellValue[] | undefined> {
    this.#next ??= this.#rows.next();
    const { done, value } = await this.#next;
    return done ? undefined : value;
  }

  async take(): Promise<readonly CellValue[] | undefined> {
    const row = await this.peek();
    this.#next = row ? null : this.#next;
    return row;
  }
}

async function* sheetXml(
  { columns }: WorkbookSheet,
  rows: Rows,
  styles: ReadonlyMap<string, number>,
  mostRows: number,
): AsyncGenerator<Uint8Array> {
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const styleOf = columns.map(({ numFmt }) => (numFmt ? styles.get(numFmt) : undefined));
  const date = styles.get(DATE);
  let text = `${HEAD}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`;
  text += `<row r="1">${columns.map(({ header }, i) => cellXml(header, i, 1, 1)).join("")}</row>`;
  for (let number = 2; number <= mostRows; number++) {
    const row = await rows.take();
    if (!row) break;
    const cells = row.map((value, i) =>
      cellXml(value, i, number, styleOf[i] ?? (value instanceof Date ? date : undefined)),
    );
    text += `<row r="${number}">${cells.join("")}</row>`;
    if (text.length < PIECE_CHARACTERS) continue;
    yield encoder.encode(text);
    text = "";
  }
  yield encoder.encode(`${text}</sheetData></worksheet>`);
}

function cellXml(value: CellValue, column: number, row: number, style: number | undefined): string {
  if (value === null || value === undefined || value === "") return "";
  const at = `r="${columnName(column)}${row}"${style === undefined ? "" : ` s="${style}"`}`;
  if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`;
  if (typeof value === "boolean") return `<c ${at} t="b"><v>${value ? 1 : 0}</v></c>`;
  // Days are counted from the end of 1899.
  if (value instanceof Date) return `<c ${at}><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
  return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`;
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML holds no characters below the blank but three; a name pasted from elsewhere may. */
function escaped(text: string): string {
  return Array.from(text, (one) =>
    one < " " && !"\t\n\r".includes(one) ? " " : (ENTITIES[one] ?? one),
  ).join("");
}

/** Sheets have short names without some characters, and no two the same. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const plain =
    wanted
      .replace(/[[\]:*?/\\]/g, " ")
      .replace(/^'+|'+$/g, "")
      .replace(/\s+/g, " ")
      .trim() || "Sheet";
  const isTaken = (name: string) => taken.some((one) => one.toLowerCase() === name.toLowerCase());
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : ` (${number})`;
    const name = plain.slice(0, 31 - ending.length).trim() + ending;
    if (!isTaken(name)) return name;
  }
}

function stylesXml(formats: readonly string[]): string {
  const numFmts = formats.map(
    (format, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(format)}"/>`,
  );
  const xfs = formats.map(
    (_, i) => `<xf numFmtId="${164 + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  return `${HEAD}<styleSheet xmlns="${SHEETS}"><numFmts count="${formats.length}">${numFmts.join("")}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length + 2}"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/>${xfs.join("")}</cellXfs></styleSheet>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${SHEETS}" xmlns:r="${RELATIONS}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function workbookRelations(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`] as const,
  );
  return relations([...sheets, ["styles", "styles.xml"]]);
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join("")}</Relationships>`;
}

function contentTypes(count: number): string {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}" ContentType="${type}.${kind}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, i) => part(`worksheets/sheet${i + 1}.xml`, "worksheet"));
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("workbook.xml", "sheet.main")}${part("styles.xml", "styles")}${sheets.join("")}</Types>`;
}

function textPart(name: string, text: string): ZipEntry {
  return {
    name,
    async *bytes() {
      yield encoder.encode(text);
    },
  };
}
