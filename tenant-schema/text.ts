// Letters that no decomposition takes apart.
const SPECIAL: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
  ŋ: "n",
  ħ: "h",
};

const MAX_WORD_LENGTH = 40;
const MAX_PHRASE_LENGTH = 60;
const ASCII = /^[ -~]*$/;
const HAN_OR_KANA = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

/** Lower case without accents: what search compares. `Núñez` and `nunez` fold to the same text. */
export function fold(text: string): string {
  // Most names are plain letters, for which taking apart and putting together changes nothing.
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðłþıŋħ]/g, (letter) => SPECIAL[letter] ?? letter);
}

/** What a list is sorted by: folded, runs of blanks and marks collapsed, so that O'Neill stands beside ONeill. */
export function sortKey(...parts: readonly (string | null | undefined)[]): string {
  return fold(parts.filter(Boolean).join(" "))
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * The folded words under which somebody is found: every word of the names, and the whole name both ways round, so that
 * a first and a last name typed together are one range of the search tokens at any size. The last of `names` is the last
 * name, those before it are first names (given, preferred). An apostrophe neither splits nor hides a part: O'Neill is
 * found as `oneill` and `neill`. Scripts written without blanks are found from any of their characters on.
 */
export function nameWords(...names: readonly (string | null | undefined)[]): string[] {
  const words = new Set<string>();
  for (const name of names) {
    if (!name) continue;
    for (const part of fold(name).split(/[^\p{L}\p{N}'’`]+/u)) {
      addWord(words, part.replace(/['’`]/g, ""));
      for (const piece of part.split(/['’`]/)) if (piece.length > 1) addWord(words, piece);
    }
  }
  const lastName = names.at(-1);
  const firstNames = names.length > 1 ? names.slice(0, -1).filter(Boolean) : [null];
  for (const firstName of firstNames) {
    addPhrase(words, firstName, lastName);
    addPhrase(words, lastName, firstName);
  }
  return [...words].sort();
}

/** The words of a search as typed, folded like `nameWords` folds a name. */
export function searchWords(typed: string): string[] {
  const words = fold(typed)
    .split(/[^\p{L}\p{N}'’`]+/u)
    .map((word) => word.replace(/['’`]/g, "").slice(0, MAX_WORD_LENGTH))
    .filter((word) => word !== "");
  return [...new Set(words)];
}

/** Several words typed in a row, as the beginning of a whole name; null for one word. */
export function searchPhrase(typed: string): string | null {
  const phrase = sortKey(typed).slice(0, MAX_PHRASE_LENGTH);
  return phrase.includes(" ") ? phrase : null;
}

/** E-mail addresses are compared without regard to case. */
export function foldEmail(address: string): string {
  return address.trim().toLowerCase();
}

/** The first key after every key that begins with `prefix`, for a half-open range. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

function addPhrase(words: Set<string>, ...names: readonly (string | null | undefined)[]): void {
  const phrase = sortKey(...names);
  if (phrase.includes(" ")) words.add(phrase.slice(0, MAX_PHRASE_LENGTH));
}

function addWord(words: Set<string>, word: string): void {
  if (word === "") return;
  if (HAN_OR_KANA.test(word)) {
    const characters = [...word];
    for (let i = 0; i < characters.length; i++)
      words.add(characters.slice(i).join("").slice(0, MAX_WORD_LENGTH));
    return;
  }
  words.add(word.slice(0, MAX_WORD_LENGTH));
}
