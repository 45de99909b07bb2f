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

/** A language as the school's own country writes days and amounts: Spanish in the United States says $90.00. */
export function spokenLocale(language: Language, locale: string): string {
  const own = new Intl.Locale(locale);
  return own.language === language ? locale : `${language}-${own.maximize().region}`;
}

/** Whoever asks, in the language that they chose. */
export function readerOf({ account, request }: Context): Reader {
  const { currency, locale } = account;
  const { language } = request;
  return { currency, language, locale: language === undefined ? locale : spokenLocale(language, locale) };
}
