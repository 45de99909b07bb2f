import { type FoldedName, foldName } from "./fold-name.ts";
import { errorKeys, isTypingError, SHORTEST } from "./typing-error.ts";
import { isTradeWord } from "./words.ts";

/** A name as it stands in accounts, letter by letter. */
export interface NameUse {
  readonly name: string;
  readonly accountIds: readonly string[];
}

/** Names that are probably meant to be one: the likely right one, and those that would be given it. */
export interface NearNames {
  readonly likely: NameUse;
  readonly others: readonly NameUse[];
}

interface Candidate {
  readonly use: NameUse;
  readonly folded: FoldedName;
  readonly known: number;
}

/** Groups up to this size are looked through pair by pair. */
const SMALL = 30;

/** As many accounts as this, and not far fewer than the other: people mean the word they use. */
const ESTABLISHED = { accounts: 3, share: 1 / 3 };

/**
 * Groups names that differ only in how they are written (capitals, accents, spaces, hyphens, the plural, & and and, the
 * order of words) or by a typing error in one word. Numbers, signs, single letters and words of the trade tell names
 * apart for good. Candidates meet in buckets, so that no name is compared with all others.
 */
export function nearNames(uses: readonly NameUse[]): NearNames[] {
  const words = wordUse(uses);
  const candidates = uses.map((use) => candidateOf(use, words)).sort((a, b) => byLikelihood(a, b));
  const near = new Map<number, Set<number>>();
  const link = (a: number, b: number) => {
    near.set(a, (near.get(a) ?? new Set()).add(b));
    near.set(b, (near.get(b) ?? new Set()).add(a));
  };
  linkForms(candidates, link);
  linkErrors(candidates, link);
  return stars(candidates, near);
}

function candidateOf(use: NameUse, words: ReadonlyMap<string, number>): Candidate {
  const folded = foldName(use.name);
  const known = folded.words.filter(
    (word) => isTradeWord(word) || (words.get(word) ?? 0) > use.accountIds.length,
  );
  return { use, folded, known: folded.words.length === 0 ? 0 : known.length / folded.words.length };
}

/** In how many uses of names each word stands: a word that other names know is no error. */
function wordUse(uses: readonly NameUse[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, accountIds } of uses) {
    for (const word of new Set(foldName(name).words)) {
      counts.set(word, (counts.get(word) ?? 0) + accountIds.length);
    }
  }
  return counts;
}

/** The name of the most accounts first; then known words, few words, usual capitals, no stray blanks, the alphabet. */
function byLikelihood(a: Candidate, b: Candidate): number {
  return (
    b.use.accountIds.length - a.use.accountIds.length ||
    b.known - a.known ||
    a.folded.words.length - b.folded.words.length ||
    neatness(b.use.name) - neatness(a.use.name) ||
    (a.use.name < b.use.name ? -1 : 1)
  );
}

function neatness(name: string): number {
  const isTrim = name === name.trim() && !/\s\s/.test(name);
  return (isTrim ? 2 : 0) + (/^\p{Lu}/u.test(name) && name !== name.toUpperCase() ? 1 : 0);
}

type Link = (a: number, b: number) => void;

/** The same words in whatever form: one key for any order of words, one for any spaces between them. */
function linkForms(candidates: readonly Candidate[], link: Link): void {
  const firsts = new Map<string, number[]>();
  candidates.forEach(({ folded: { words, marks } }, i) => {
    const signs = marks.join("|");
    const keys = new Set([`o ${[...words].sort().join(" ")} ${signs}`, `s ${words.join("")} ${signs}`]);
    if (words.length === 0) return;
    for (const key of keys) {
      const before = firsts.get(key) ?? [];
      for (const j of before) link(j, i);
      // The likeliest of a bucket is its centre; the others need not know one another.
      if (before.length === 0) firsts.set(key, [i]);
    }
  });
}

/** One word with a typing error, everything else the same. */
function linkErrors(candidates: readonly Candidate[], link: Link): void {
  for (const blanks of sameBut(candidates).values()) {
    for (const [a, b] of pairsOf(blanks)) {
      if (a.word === b.word || (isTradeWord(a.word) && isTradeWord(b.word))) continue;
      const isError = isTypingError(a.word, b.word) || isTypingError(a.typed, b.typed);
      if (isError && !areMeant(candidates[a.index]!.use, candidates[b.index]!.use)) link(a.index, b.index);
    }
  }
}

/** A name with one of its words taken out. */
interface Blank {
  readonly index: number;
  readonly word: string;
  readonly typed: string;
}

/** Names that are the same but for one word, by all that is the same. */
function sameBut(candidates: readonly Candidate[]): Map<string, Blank[]> {
  const groups = new Map<string, Blank[]>();
  candidates.forEach(({ folded: { words, typed, marks } }, index) => {
    words.forEach((word, position) => {
      if (typed[position]!.length < SHORTEST) return;
      const rest = words.filter((_, i) => i !== position).sort();
      const key = `${rest.join(" ")} ${marks.join("|")}`;
      const blank = { index, word, typed: typed[position]! };
      const group = groups.get(key);
      if (group) group.push(blank);
      else groups.set(key, [blank]);
    });
  });
  return groups;
}

/** Pairs worth a look: all of a small group; of a large one those whose words become the same by leaving letters out. */
function* pairsOf(group: readonly Blank[]): Generator<readonly [Blank, Blank]> {
  if (group.length <= SMALL) {
    for (let i = 1; i < group.length; i++) for (let j = 0; j < i; j++) yield [group[j]!, group[i]!];
    return;
  }
  const buckets = new Map<string, Blank[]>();
  for (const blank of group) {
    for (const key of new Set([...errorKeys(blank.word), ...errorKeys(blank.typed)])) {
      const bucket = buckets.get(key) ?? [];
      for (const other of bucket) yield [other, blank];
      bucket.push(blank);
      if (bucket.length === 1) buckets.set(key, bucket);
    }
  }
}

/** Both are meant: one account has the two side by side, or many have the one and nearly as many the other. */
function areMeant(a: NameUse, b: NameUse): boolean {
  const [few, many] = a.accountIds.length <= b.accountIds.length ? [a, b] : [b, a];
  const isEstablished =
    few.accountIds.length >= ESTABLISHED.accounts &&
    few.accountIds.length >= many.accountIds.length * ESTABLISHED.share;
  if (isEstablished) return true;
  const there = new Set(many.accountIds);
  return few.accountIds.some((id) => there.has(id));
}

/** The likeliest name takes its neighbours; who is taken takes none, so nothing is reached over a third name. */
function stars(
  candidates: readonly Candidate[],
  near: ReadonlyMap<number, ReadonlySet<number>>,
): NearNames[] {
  const taken = new Set<number>();
  const groups: NearNames[] = [];
  candidates.forEach((candidate, i) => {
    if (taken.has(i)) return;
    const others = [...(near.get(i) ?? [])].filter((j) => j > i && !taken.has(j)).sort((a, b) => a - b);
    if (others.length === 0) return;
    for (const j of [i, ...others]) taken.add(j);
    groups.push({ likely: candidate.use, others: others.map((j) => candidates[j]!.use) });
  });
  return groups;
}
