import { type Row, type Statement, type Store, text } from "./database.ts";

/** What was typed in one box, as beginnings of search tokens; a family matches where any of `prefixes` does. */
export interface SearchTerm {
  readonly prefixes: readonly string[];
  /** Beginnings of tokens of which the family must have each as well: further words of a name. */
  readonly also: readonly string[];
}

export interface FoundFamily {
  readonly accountId: string;
  readonly familyId: string;
  readonly name: string;
  readonly city: string | null;
  /** All of them, the first one first. */
  readonly guardians: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly students: readonly string[];
  /** [from, to] of each enrollment of kind active; whether one is so today is for the reader's calendar. */
  readonly active: readonly (readonly [string, string | null])[];
  /** When the account was last read. */
  readonly syncedAt: number | null;
}

export interface FoundFamilies {
  readonly families: readonly FoundFamily[];
  /** There may be more than were looked at. */
  readonly isCut: boolean;
}

export const MAX_FOUND = 50;
/** Tokens followed for a page; a family may be there with several of its names. */
const FOLLOWED = 60;
/** The same where other terms, or the accounts of other people, thin them out. */
const FOLLOWED_THINNED = 120;
/** Of so few accounts each is asked by itself; with more, the tokens of all are walked and those of others passed over. */
const FEW_ACCOUNTS = 12;
const FEWEST_FOLLOWED = 10;

/**
 * Families that match every term, in the order of what matched the first: its range of the tokens is followed, and the
 * other terms are looked for in the words that each family carries. Of other accounts than `accountIds` nothing is told.
 */
export async function findFamilies(
  store: Store,
  enterpriseId: string,
  accountIds: readonly string[],
  terms: readonly SearchTerm[],
): Promise<FoundFamilies> {
  const [first, ...others] = terms;
  if (!first || accountIds.length === 0) return { families: [], isCut: false };
  const isFew = accountIds.length <= FEW_ACCOUNTS;
  const isThinned = others.length > 0 || first.also.length > 0;
  const total = isThinned ? FOLLOWED_THINNED : FOLLOWED;
  const limit = isFew ? Math.max(FEWEST_FOLLOWED, Math.ceil(total / accountIds.length)) : total;
  const checks = [
    ...others.map((term) => term.prefixes),
    ...terms.flatMap((term) => term.also.map((one) => [one])),
  ];
  const statements = first.prefixes.flatMap((prefix) =>
    isFew
      ? accountIds.map((accountId) => follow({ accountId }, prefix, limit, checks))
      : [follow({ enterpriseId, accountIds }, prefix, limit, checks)],
  );
  const answers = await store.read(statements);
  const seen = new Set<string>();
  const rows = answers
    .flat()
    .filter((row) => row.name !== null)
    .sort((a, b) => (text(a.token) < text(b.token) ? -1 : text(a.token) > text(b.token) ? 1 : 0))
    .filter((row) => {
      const key = `${row.account_id} ${row.id}`;
      return !seen.has(key) && seen.add(key);
    });
  const isCut = rows.length > MAX_FOUND || answers.some((answer) => answer.length >= limit);
  return { families: rows.slice(0, MAX_FOUND).map(toFound), isCut };
}

type Within =
  | { readonly accountId: string }
  | { readonly enterpriseId: string; readonly accountIds: readonly string[] };

/** A range of tokens with the families behind them; one that lacks another term comes without its name. */
function follow(
  within: Within,
  prefix: string,
  limit: number,
  checks: readonly (readonly string[])[],
): Statement {
  const isOne = "accountId" in within;
  const conditions = checks.map((any) => `AND (${any.map(() => "instr(f.words, ?) > 0").join(" OR ")})`);
  const probes = checks.flat().map((start) => JSON.stringify(start).slice(0, -1));
  const scope = isOne
    ? "search_tokens INDEXED BY search_tokens_account WHERE account_id = ?"
    : // Found in a text, because every row of a list given as JSON would count as a row read.
      "search_tokens WHERE enterprise_id = ? AND instr(?, json_quote(account_id)) > 0";
  return {
    sql: `SELECT t.token, t.account_id, f.id, f.name, f.city, f.guardians, f.email, f.phone, f.students, f.active, s.synced_at
      FROM (SELECT token, account_id, family_id FROM ${scope} AND token >= ? AND token < ? ORDER BY token, account_id, family_id LIMIT ${limit}) t
      LEFT JOIN families f ON f.account_id = t.account_id AND f.id = t.family_id ${conditions.join(" ")}
      LEFT JOIN account_syncs s ON s.account_id = f.account_id
      ORDER BY t.token, t.account_id, t.family_id`,
    params: [
      ...(isOne ? [within.accountId] : [within.enterpriseId, JSON.stringify(within.accountIds)]),
      ...[prefix, `${prefix}\u{10ffff}`, ...probes],
    ],
  };
}

function toFound(row: Row): FoundFamily {
  return {
    accountId: text(row.account_id),
    familyId: text(row.id),
    name: text(row.name),
    city: orNull(row.city),
    guardians: orNull(row.guardians),
    email: orNull(row.email),
    phone: orNull(row.phone),
    students: JSON.parse(text(row.students)) as string[],
    active: JSON.parse(text(row.active)) as [string, string | null][],
    syncedAt: typeof row.synced_at === "number" ? row.synced_at : null,
  };
}

const orNull = (value: Row[string] | undefined): string | null => (value == null ? null : String(value));

/** The terms of a name as typed: two words of it in any order are one range, the others are looked for beside it. */
export function nameTerm(words: readonly string[]): SearchTerm {
  const [first, second, ...rest] = words;
  if (second === undefined) return { prefixes: [`n${first ?? ""}`], also: [] };
  return { prefixes: [`n${first} ${second}`], also: rest.map((word) => `n${word}`) };
}
