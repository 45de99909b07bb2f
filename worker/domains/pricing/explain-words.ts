import { MadeOnce } from "../../../tenant-schema/made-once.ts";
import type { Language } from "../../kernel/language.ts";
import type { ExactMinor } from "./priced.ts";
import type { Off } from "./rules.ts";

type Noun = "meeting" | "cancelled meeting" | "class" | "slot";

interface Grammar {
  readonly off: (amount: string) => string;
  readonly nouns: Readonly<Record<Noun, readonly [one: string, more: string]>>;
  readonly nth: (count: number) => string;
}

const GRAMMAR: Readonly<Record<Language, Grammar>> = {
  en: {
    off: (amount) => `${amount} off`,
    nouns: {
      meeting: ["meeting", "meetings"],
      "cancelled meeting": ["cancelled meeting", "cancelled meetings"],
      class: ["class", "classes"],
      slot: ["slot", "slots"],
    },
    nth: (count) => `${count}${ending(count)}`,
  },
  es: {
    off: (amount) => `${amount} de descuento`,
    nouns: {
      meeting: ["sesión", "sesiones"],
      "cancelled meeting": ["sesión cancelada", "sesiones canceladas"],
      class: ["clase", "clases"],
      slot: ["horario", "horarios"],
    },
    nth: (count) => `${count}.ª`,
  },
};

/** Amounts, counts and dates as people read them. */
export interface ExplainWords {
  money(amount: ExactMinor): string;
  /** With up to three more digits, so that one sees what is rounded. */
  exact(amount: ExactMinor): string;
  number(value: number): string;
  percent(basisPoints: number): string;
  off(off: Off): string;
  date(isoDate: string): string;
  many(count: number, noun: Noun): string;
  nth(count: number): string;
}

const known = new MadeOnce<ExplainWords>(50);

export function explainWords(
  currency: string,
  digits: number,
  locale: string,
  language: Language = "en",
): ExplainWords {
  const make = () => makeWords(currency, digits, locale, language);
  return known.of(`${currency} ${digits} ${locale} ${language}`, make);
}

function makeWords(currency: string, digits: number, locale: string, language: Language): ExplainWords {
  const grammar = GRAMMAR[language];
  const rounded = new Intl.NumberFormat(locale, { style: "currency", currency });
  const unrounded = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    maximumFractionDigits: digits + 3,
  });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const money = (amount: ExactMinor) => rounded.format(majorOf(amount, digits));
  const percent = (basisPoints: number) => `${plain.format(basisPoints / 100)} %`;
  return {
    money,
    exact: (amount) => unrounded.format(majorOf(amount, digits)),
    number: (value) => plain.format(value),
    percent,
    off: (off) => grammar.off(off.kind === "percent" ? percent(off.value) : money(off.value)),
    date: (isoDate) => day.format(Date.parse(`${isoDate}T00:00:00Z`)),
    many: (count, noun) => `${plain.format(count)} ${grammar.nouns[noun][count === 1 ? 0 : 1]}`,
    nth: grammar.nth,
  };
}

/** Only to be shown; nothing is computed with it. */
function majorOf(amount: ExactMinor, digits: number): number {
  if (typeof amount === "number") return amount / 10 ** digits;
  const [n, d] = amount.split("/") as [string, string];
  return Number(n) / Number(d) / 10 ** digits;
}

function ending(count: number): string {
  if (count % 100 >= 11 && count % 100 <= 13) return "th";
  return ["th", "st", "nd", "rd"][count % 10] ?? "th";
}
