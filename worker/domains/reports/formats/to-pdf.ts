import type { Cell, ReportColumn, ReportLayout } from "../shapes.ts";
import { CellText, isNumeric } from "./cell-text.ts";
import type { ReportDocument } from "./document.ts";
import { drawLetter } from "./draw-letter.ts";
import { type Line, linesOf } from "./lines.ts";
import { PdfPaper, paperOf, type Weight } from "./pdf-paper.ts";
import { headerLines, pageWords, rowWords } from "./words.ts";
import { wrapText } from "./wrap-text.ts";

/** Its pages are put together in memory; more of them than this would not leave room for anybody else. */
export const MAX_PDF_ROWS = 20_000;

const MARGIN = 36;
const SIZE = 8;
const LEADING = 10.5;
const PADDING = 3;
const GAP = 6;
const MAX_LINES = 5;

/** Why there can be no PDF of so many rows, and what to take instead; null when there can. */
export function pdfRefusal(rowCount: number, locale: string): string | null {
  if (rowCount <= MAX_PDF_ROWS) return null;
  const most = rowWords(MAX_PDF_ROWS, locale);
  return `This result has ${rowWords(rowCount, locale)}; a PDF holds at most ${most}. Take the spreadsheet or the CSV, or narrow the filters.`;
}

export async function toPdf(document: ReportDocument): Promise<Uint8Array> {
  const { school, layout, title, code } = document;
  const named = [code, title].filter(Boolean).join(" ");
  const portrait = paperOf(school.locale);
  const size = layout.landscape ? { width: portrait.height, height: portrait.width } : portrait;
  const paper = await PdfPaper.open({
    title: named,
    author: school.displayName,
    locale: school.locale,
    madeAtMs: document.madeAtMs,
    size,
  });
  const table = new Table(paper, layout, new CellText(school), document.letter === undefined);
  table.begin(document);
  for await (const line of linesOf(document)) table.add(line);
  const bottom = size.height - MARGIN + 14;
  paper.footers((page, pages) => {
    const right = pageWords(page, pages, document.language);
    return [
      { text: `${school.displayName} · ${named}`, x: MARGIN, y: bottom },
      { text: right, x: size.width - MARGIN - paper.width(right, 7), y: bottom },
    ];
  }, 7);
  return paper.save();
}

interface Placed extends ReportColumn {
  readonly x: number;
  readonly room: number;
}

class Table {
  readonly #paper: PdfPaper;
  readonly #text: CellText;
  readonly #columns: readonly Placed[];
  readonly #wide: number;
  readonly #breaksGroups: boolean;
  readonly #countsRows: boolean;
  #groups = 0;
  #y = 0;

  constructor(
    paper: PdfPaper,
    { columns, breaksGroups = false }: ReportLayout,
    text: CellText,
    countsRows: boolean,
  ) {
    this.#breaksGroups = breaksGroups;
    this.#countsRows = countsRows;
    this.#paper = paper;
    this.#text = text;
    this.#wide = paper.size.width - MARGIN * 2;
    this.#columns = placed(columns, this.#wide);
  }

  begin(document: ReportDocument): void {
    const paper = this.#paper;
    paper.newPage();
    if (document.letter) {
      const frame = { x: MARGIN, wide: this.#wide };
      this.#y = drawLetter(paper, document.title, document.letter, frame) + 8;
      if (document.rowCount > 0) this.#head();
      return;
    }
    this.#y = MARGIN + 12;
    paper.text(document.school.displayName, MARGIN, this.#y, 9, "semibold", 0.35);
    this.#y += 20;
    paper.text(`${document.title}  ${document.code}`, MARGIN, this.#y, 15, "semibold");
    this.#y += 6;
    for (const line of headerLines(document).flatMap((text) =>
      this.#wrapped(text, this.#wide, "regular", 99),
    )) {
      this.#y += LEADING;
      paper.text(line, MARGIN, this.#y, SIZE, "regular", 0.35);
    }
    this.#y += 12;
    this.#head();
    if (document.rowCount === 0) {
      paper.text("Nothing matches these filters.", MARGIN, this.#y + LEADING + PADDING, SIZE);
      this.#y += LEADING + PADDING * 2;
    }
  }

  add(line: Line): void {
    switch (line.kind) {
      case "section":
        this.#heading(line.note === null ? line.title : `${line.title}: ${line.note}`, 10, false);
        break;
      case "group":
        this.#groups += 1;
        if (this.#breaksGroups && this.#groups > 1) this.#need(Number.POSITIVE_INFINITY);
        this.#heading(line.title, SIZE + 0.5, true);
        break;
      case "row":
        this.#row(line.cells, "regular");
        break;
      default:
        this.#sum(line);
    }
  }

  #head(): void {
    const lines = this.#columns.map(({ label, room }) => this.#wrapped(label, room, "semibold", 3));
    const height = Math.max(...lines.map(({ length }) => length)) * LEADING + PADDING;
    for (const [i, column] of this.#columns.entries()) {
      for (const [j, text] of lines[i]!.entries()) {
        this.#put(
          text,
          column,
          this.#y + height - PADDING - (lines[i]!.length - 1 - j) * LEADING,
          "semibold",
        );
      }
    }
    this.#y += height;
    this.#paper.line(MARGIN, this.#y, this.#wide, 1, 0.12);
    this.#y += 1;
  }

  /** A heading takes two rows with it to the next page. */
  #heading(title: string, size: number, shaded: boolean): void {
    const height = size + PADDING * 2 + 2;
    this.#need(height + LEADING * 3);
    if (shaded) this.#paper.box(MARGIN, this.#y, this.#wide, height, 0.95);
    else this.#y += 6;
    const [text = ""] = this.#wrapped(title, this.#wide - PADDING * 2, "semibold", 1);
    this.#paper.text(text, MARGIN + PADDING, this.#y + size + PADDING - 1, size, "semibold");
    this.#y += height;
  }

  #row(cells: readonly Cell[], weight: Weight): void {
    const lines = this.#columns.map((column, i) => {
      const text = this.#text.of(cells[i], column);
      return isNumeric(column.kind) ? [text] : this.#wrapped(text, column.room, weight, MAX_LINES);
    });
    const height = Math.max(1, ...lines.map(({ length }) => length)) * LEADING + PADDING;
    this.#need(height);
    for (const [i, column] of this.#columns.entries()) {
      for (const [j, text] of lines[i]!.entries())
        this.#put(text, column, this.#y + LEADING * (j + 1) - 1, weight);
    }
    this.#y += height;
    this.#paper.line(MARGIN, this.#y - 0.5, this.#wide, 0.4, 0.85);
  }

  #sum({ kind, label, count, cells }: Extract<Line, { readonly count: number }>): void {
    this.#need(LEADING + PADDING * 2);
    if (kind === "total") this.#paper.line(MARGIN, this.#y, this.#wide, 1, 0.12);
    const first = this.#columns.findIndex(({ total }) => total !== undefined);
    const room = first > 0 ? this.#columns[first]!.x - MARGIN - GAP : this.#wide;
    const [text = ""] = this.#wrapped(this.#countsRows ? `${label} (${count})` : label, room, "semibold", 1);
    if (first !== 0) this.#paper.text(text, MARGIN, this.#y + LEADING + 1, SIZE, "semibold");
    for (const [i, column] of this.#columns.entries()) {
      if (column.total !== undefined)
        this.#put(this.#text.of(cells[i], column), column, this.#y + LEADING + 1, "semibold");
    }
    this.#y += LEADING + PADDING * 2;
    this.#paper.line(MARGIN, this.#y - 0.5, this.#wide, 0.4, 0.6);
  }

  #need(height: number): void {
    if (this.#y + height <= this.#paper.size.height - MARGIN) return;
    this.#paper.newPage();
    this.#y = MARGIN;
    this.#head();
  }

  /** Numbers are never cut: one that is wider than its column is written smaller. */
  #put(text: string, { x, room, kind }: Placed, y: number, weight: Weight): void {
    if (!isNumeric(kind)) {
      this.#paper.text(text, x, y, SIZE, weight);
      return;
    }
    const size = Math.min(SIZE, (SIZE * room) / Math.max(1, this.#paper.width(text, SIZE, weight)));
    this.#paper.text(text, x + room - this.#paper.width(text, size, weight), y, size, weight);
  }

  #wrapped(text: string, room: number, weight: Weight, most: number): string[] {
    return wrapText(text, room, most, (part) => this.#paper.width(part, SIZE, weight));
  }
}

/** Columns share the page as they are wide, and none gets less than a word needs. */
function placed(columns: readonly ReportColumn[], wide: number): Placed[] {
  const asked = columns.map(({ width }) => Math.max(4, width));
  const sum = asked.reduce((total, width) => total + width, 0);
  const unit = (wide - GAP * (columns.length - 1)) / sum;
  let x = MARGIN;
  return columns.map((column, i) => {
    const room = asked[i]! * unit;
    const place = { ...column, x, room };
    x += room + GAP;
    return place;
  });
}
