import { formatMoney } from "../../../tenant-schema/money.ts";
import type { Context } from "../../kernel/context.ts";
import { type Language, spokenLocale } from "../../kernel/language.ts";
import type { SchoolFacts } from "../reports/formats/document.ts";

/** The school as a paper names it, which is written as its reader's language writes days and amounts. */
export function schoolFor({ account }: Context, displayName: string, language: Language): SchoolFacts {
  return { ...account, displayName, locale: spokenLocale(language, account.locale) };
}

/** Amounts and days above the table, as they are within it. */
export function writerFor({ account }: Context, language: Language) {
  const { currency } = account;
  const locale = spokenLocale(language, account.locale);
  const medium = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return {
    money: (amountMinor: number) => formatMoney({ amountMinor, currency }, locale),
    day: (on: string) => medium.format(Date.parse(`${on}T00:00:00Z`)),
  };
}
