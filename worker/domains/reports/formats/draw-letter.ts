import type { Letter } from "./document.ts";
import type { PdfPaper, Weight } from "./pdf-paper.ts";
import { wrapText } from "./wrap-text.ts";

interface Frame {
  readonly x: number;
  readonly wide: number;
}

const NAME = 12;
const TITLE = 17;
const TEXT = 9;
const LEADING = 12.5;
const GRAY = 0.35;
const MOST_LINES = 4;

/** Draws what stands above the lines of a receipt or statement, and answers where they begin. */
export function drawLetter(paper: PdfPaper, title: string, letter: Letter, { x, wide }: Frame): number {
  const [left, right] = halves(x, wide);
  const top = x + NAME;
  paper.text(title, x + wide - paper.width(title, TITLE, "semibold"), top + 3, TITLE, "semibold");
  const [name = "", ...address] = letter.from;
  const afterName = block(paper, [name], left, top, NAME, "semibold", 0.12);
  const afterFrom = block(paper, address, left, afterName, TEXT, "regular", GRAY);
  const second = Math.max(afterFrom, top + TITLE) + 16;
  paper.line(x, second - 14, wide, 0.6, 0.75);
  const [to = "", ...toLines] = letter.to;
  const afterTo = block(paper, [to], left, second + 4, TEXT + 1, "semibold", 0.12);
  const afterAddress = block(paper, toLines, left, afterTo, TEXT, "regular", GRAY);
  const afterFacts = facts(paper, letter.facts, right, second + 4);
  const y = Math.max(afterAddress, afterFacts) + 4;
  return letter.remarks.reduce(
    (below, remark) => block(paper, [remark], { x, wide }, below, TEXT, "regular", GRAY) + 2,
    y,
  );
}

function halves(x: number, wide: number): readonly [Frame, Frame] {
  const half = wide * 0.48;
  return [
    { x, wide: half },
    { x: x + wide - half, wide: half },
  ];
}

/** Texts under one another, each broken where it is too long; answers the line below them. */
function block(
  paper: PdfPaper,
  texts: readonly string[],
  { x, wide }: Frame,
  top: number,
  size: number,
  weight: Weight,
  gray: number,
): number {
  let y = top;
  for (const text of texts) {
    for (const line of wrapText(text, wide, MOST_LINES, (part) => paper.width(part, size, weight))) {
      paper.text(line, x, y, size, weight, gray);
      y += LEADING + (size - TEXT);
    }
  }
  return y;
}

/** What it comes to: names on the left, values in a column on the right. */
function facts(paper: PdfPaper, rows: Letter["facts"], { x, wide }: Frame, top: number): number {
  let y = top;
  for (const { label, value, isStrong = false } of rows) {
    const weight = isStrong ? "semibold" : "regular";
    const room = wide - paper.width(label, TEXT, weight) - 10;
    paper.text(label, x, y, TEXT, weight, isStrong ? 0.12 : GRAY);
    for (const line of wrapText(value, room, MOST_LINES, (part) => paper.width(part, TEXT, weight))) {
      paper.text(line, x + wide - paper.width(line, TEXT, weight), y, TEXT, weight);
      y += LEADING;
    }
  }
  return y;
}
