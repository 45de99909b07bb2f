import { type SQL, sql } from "drizzle-orm";
import { afterPrefix, foldEmail, searchPhrase, searchWords } from "../../../tenant-schema/text.ts";
import { phoneSearchPrefixes } from "../phone-search.ts";

/** One range of `search_tokens`: all tokens of a scope that begin with a prefix. */
export interface TokenRange {
  readonly scope: string;
  readonly prefix: string;
}

/** A word as typed: it matches where any of its ranges does (a phone may be typed from the front or the back). */
export type SearchTerm = readonly TokenRange[];

const MIN_PHONE_DIGITS = 3;

/** The terms of a families search: every word of `q` and `name`, the e-mail and the phone must all match. */
export function familyTerms(
  filter: { readonly q?: string; readonly name?: string; readonly email?: string; readonly phone?: string },
  region: string,
): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const word of searchWords(filter.name ?? "")) terms.push(nameTerm(word));
  if (filter.email) terms.push([{ scope: "fe", prefix: foldEmail(filter.email) }]);
  if (filter.phone) terms.push(phoneTerm(filter.phone, region));
  terms.push(...typedTerms(filter.q ?? "", region));
  return terms;
}

/**
 * The whole name that the words of a search begin, when they are nothing but one name: a first and a last name find
 * their family at once, however common each of them is.
 */
export function familyPhrase(filter: {
  readonly q?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}): TokenRange | null {
  const typed = filter.name || filter.q || "";
  if (filter.email || filter.phone || (filter.name && filter.q) || typed.includes("@") || /\d/.test(typed))
    return null;
  const prefix = searchPhrase(typed);
  return prefix === null ? null : { scope: "fw", prefix };
}

/** What somebody typed into one box: a phone number in any notation, else e-mail addresses and words. */
function typedTerms(typed: string, region: string): SearchTerm[] {
  const text = typed.trim();
  if (looksLikePhone(text)) return [phoneTerm(text, region)];
  return text.split(/\s+/).flatMap((part) => {
    if (part.includes("@")) return [[{ scope: "fe", prefix: foldEmail(part) }]];
    if (looksLikePhone(part)) return [phoneTerm(part, region)];
    return searchWords(part).map(nameTerm);
  });
}

function looksLikePhone(text: string): boolean {
  return /^[+\d\s().\-/]+$/.test(text) && text.replace(/\D/g, "").length >= MIN_PHONE_DIGITS;
}

function nameTerm(word: string): SearchTerm {
  return [{ scope: "fn", prefix: word }];
}

function phoneTerm(typed: string, region: string): SearchTerm {
  return phoneSearchPrefixes(typed, region).map((token) => ({
    scope: token.slice(0, 2),
    prefix: token.slice(2),
  }));
}

/** The condition that a token row lies in the range. */
export function inRange(range: TokenRange): SQL {
  return sql`scope = ${range.scope} and token >= ${range.prefix} and token < ${afterPrefix(range.prefix)}`;
}

/**
 * The condition that `words` (the JSON array of scoped words of a list row) has one in any range of the term: a
 * word begins after a quote, so no row of the token table is read to find out.
 */
export function hasTerm(words: SQL, term: SearchTerm): SQL {
  const probes = term.map((range) => {
    const opened = JSON.stringify(range.scope + range.prefix).slice(0, -1);
    return sql`instr(${words}, ${opened}) > 0`;
  });
  return sql`(${sql.join(probes, sql` or `)})`;
}
