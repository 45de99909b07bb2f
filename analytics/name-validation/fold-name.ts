import { singular } from "./words.ts";

/** A name taken apart: what it says, without how it is written. */
export interface FoldedName {
  /** Words in the singular, without accents and capitals, in their order; `and` for &. */
  readonly words: readonly string[];
  /** The same words as they were typed, one or many: errors are looked for in these too. */
  readonly typed: readonly string[];
  /**
   * What tells two names apart whatever their words are, in its order: numbers (also Roman and spelled out), + and −,
   * single letters and signs of amounts.
   */
  readonly marks: readonly string[];
}

const SAME: Readonly<Record<string, string>> = {
  mon: "monday",
  tue: "tuesday",
  tues: "tuesday",
  wed: "wednesday",
  thu: "thursday",
  thur: "thursday",
  thurs: "thursday",
  fri: "friday",
  yr: "year",
  yo: "year",
  mo: "month",
  mos: "month",
  hr: "hour",
  min: "minute",
  mins: "minute",
  wk: "week",
  n: "and",
};

const SPELLED = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const ROMAN = [
  "",
  "i",
  "ii",
  "iii",
  "iv",
  "v",
  "vi",
  "vii",
  "viii",
  "ix",
  "",
  "xi",
  "xii",
  "xiii",
  "xiv",
  "xv",
];

const PARTS = /\d+(?:[.:]\d+)*(?:st|nd|rd|th|s)?(?![a-z])|\d+(?:[.:]\d+)*|[\p{L}]+|[+%$€£]|-(?=\s*$)/gu;

/** Takes a name apart. Names whose parts are the same say the same. */
export function foldName(name: string): FoldedName {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/['’‘`]/g, "")
    .replace(/&/g, " and ")
    .replace(/ \+ (?=\p{L})/gu, " and ")
    .replace(/(?<=[\p{L}\d])-(?=[\s,)]|$)(?!\s+[\p{L}\d])/gu, " - ");
  const words: string[] = [];
  const typed: string[] = [];
  const marks: string[] = [];
  for (const [part] of plain.trim().matchAll(PARTS)) {
    const mark = markOf(part);
    if (mark !== null) marks.push(mark);
    else {
      words.push(wordOf(part));
      typed.push(part);
    }
  }
  return { words, typed, marks };
}

function wordOf(part: string): string {
  const one = singular(part);
  return SAME[part] ?? SAME[one] ?? one;
}

function markOf(part: string): string | null {
  const number = /^\d[\d.:]*/.exec(part);
  if (number) return number[0].replace(/^0+(?=\d)/, "");
  if (part === "plus") return "+";
  if (part === "minus") return "-";
  if (/^[+%$€£-]$/.test(part)) return part;
  const roman = ROMAN.indexOf(part);
  if (roman > 0) return String(roman);
  const spelled = SPELLED.indexOf(part);
  if (spelled >= 0) return String(spelled);
  // The n of “rock 'n' roll” is no letter of a series.
  return part.length === 1 && part !== "n" ? part : null;
}
