export type TextPart = { text: string; matched: boolean };

/** Letters that no decomposition takes apart; the server's search folds them the same way. */
const special: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

function foldCharacter(character: string): string {
  const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return special[plain] ?? plain;
}

type Folded = { folded: string; origins: number[] };

const foldedMax = 2_000;
const foldedTexts = new Map<string, Folded>();

/** With every letter of a search the same texts are looked through again. */
function foldedOnce(text: string): Folded {
  const known = foldedTexts.get(text);
  if (known) return known;
  if (foldedTexts.size >= foldedMax) foldedTexts.clear();
  const made = foldWithOrigins(text);
  foldedTexts.set(text, made);
  return made;
}

/** Folds accents and case, and remembers which original character each folded one came from. */
function foldWithOrigins(text: string): Folded {
  const origins: number[] = [];
  let folded = "";
  let index = 0;
  for (const character of text) {
    const plain = foldCharacter(character);
    for (let count = 0; count < plain.length; count++) origins.push(index);
    folded += plain;
    index += character.length;
  }
  origins.push(text.length);
  return { folded, origins };
}

export const foldText = (text: string) => foldWithOrigins(text).folded;

/** What was typed, word by word. */
export const foldedWords = (typed: string): string[] => foldText(typed).split(/\s+/).filter(Boolean);

/** Whether each of the words begins a word of the text. */
export function beginsWords(text: string, words: readonly string[]): boolean {
  const folded = ` ${foldedOnce(text).folded}`;
  return words.every((word) => folded.includes(` ${word}`));
}

const isWordStart = (folded: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? "");

/** Splits a text into what a search matched and what it did not: each searched word, at the start of a word. */
export function matchText(text: string, search: string): TextPart[] {
  if (search.trim() === "") return [{ text, matched: false }];
  const words = foldedOnce(search).folded.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, matched: false }];
  const { folded, origins } = foldedOnce(text);
  const matched = new Uint8Array(text.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      if (isWordStart(folded, at)) matched.fill(1, origins[at], origins[at + word.length]);
    }
  }
  return toParts(text, matched);
}

export const sameParts = (before: TextPart[], after: TextPart[]) =>
  before.length === after.length &&
  before.every(({ text, matched }, at) => text === after[at]?.text && matched === after[at]?.matched);

function toParts(text: string, matched: Uint8Array): TextPart[] {
  const parts: TextPart[] = [];
  let start = 0;
  for (let index = 1; index <= text.length; index++) {
    if (index < text.length && matched[index] === matched[start]) continue;
    parts.push({ text: text.slice(start, index), matched: matched[start] === 1 });
    start = index;
  }
  return parts;
}
