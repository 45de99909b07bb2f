import type { NameKind } from "../../../worker/enterprise/validation/schemas.ts";

type KindWords = { id: NameKind; label: string; noun: string; nouns: string };

/** What is compared across accounts, in the order of the page. */
export const kinds: KindWords[] = [
  { id: "level", label: "Levels", noun: "level", nouns: "levels" },
  { id: "program", label: "Programs", noun: "program", nouns: "programs" },
  { id: "charge_category", label: "Charge categories", noun: "charge category", nouns: "charge categories" },
];

export const wordsOf = (kind: NameKind): KindWords => kinds.find(({ id }) => id === kind) as KindWords;

export const accountsWord = (count: number): string => `${count} ${count === 1 ? "account" : "accounts"}`;

/** Blanks that nobody would see are shown as what they are. */
export const shownName = (name: string): string =>
  name.replace(/^ +| +$|(?<= ) /g, (blanks) => "␣".repeat(blanks.length));
