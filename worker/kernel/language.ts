import type { Context } from "./context.ts";

/** The languages that families are spoken to in. */
export type Language = "en" | "es";

/** How amounts and sentences are written for somebody. */
export interface Reader {
  readonly currency: string;
  readonly locale: string;
  /** English where nobody asks. */
  readonly language?: Language | undefined;
}

/** The school's own way to write days and amounts, where it speaks that language. */
export function spokenLocale(language: Language, locale: string): string {
  return locale.toLowerCase().startsWith(language) ? locale : language;
}

/** Whoever asks, in the language that they chose. */
export function readerOf({ account, request }: Context): Reader {
  const { currency, locale } = account;
  const { language } = request;
  return { currency, language, locale: language === undefined ? locale : spokenLocale(language, locale) };
}
