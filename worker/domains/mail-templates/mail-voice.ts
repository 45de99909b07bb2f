import { type IsoDate, isIsoDate } from "../../../tenant-schema/dates.ts";
import { formatMoney } from "../../../tenant-schema/money.ts";
import type { Context } from "../../kernel/context.ts";
import { type Language, spokenLocale } from "../../kernel/language.ts";
import { mailLanguageOf } from "./render-mail.ts";

/** How one mail speaks: its language, and amounts and days as they are written there. */
export interface MailVoice {
  readonly language: Language;
  readonly locale: string;
  money(amountMinor: number): string;
  /** A day is that of whoever names it, so no time zone moves it. */
  day(day: IsoDate): string;
}

export function mailVoice(ctx: Context, preferredLocale: string | null): MailVoice {
  const language = mailLanguageOf(ctx, preferredLocale);
  const locale = spokenLocale(language, ctx.account.locale);
  const { currency } = ctx.account;
  const long = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return {
    language,
    locale,
    money: (amountMinor) => formatMoney({ amountMinor, currency }, locale),
    day: (day) => (isIsoDate(day) ? long.format(Date.parse(`${day}T00:00:00Z`)) : day),
  };
}
