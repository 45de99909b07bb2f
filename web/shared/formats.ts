import { createMemo, createRoot } from "solid-js";
import { ageYears } from "../../tenant-schema/dates.ts";
import {
  dateOf,
  formatAge,
  formatAgo,
  formatClock,
  formatClocks,
  formatDate,
  formatInstant,
} from "./format/dates.ts";
import { formatBalance, formatMoney, parseMoney } from "./format/money.ts";
import { parseDate } from "./format/parse-date.ts";
import { formatPhone } from "./format/phone.ts";
import { place } from "./session.ts";

const outside = { locale: navigator.language, currency: "USD", timeZone: "UTC", phoneRegion: "US" };

/** The formats of the account that is open: its locale, currency, time zone and phone region, not the browser's. */
export const formats = createRoot(() =>
  createMemo(() => {
    const { locale, currency, timeZone, phoneRegion } = place() ?? outside;
    const numbers = new Intl.NumberFormat(locale);
    const day = { minute: 0, date: "" };
    // Every row with an age asks for it; days begin with a minute.
    const today = () => {
      const minute = Math.floor(Date.now() / 60_000);
      if (minute !== day.minute) Object.assign(day, { minute, date: dateOf(Date.now(), timeZone) });
      return day.date;
    };
    return {
      money: (amountMinor: number) => formatMoney(amountMinor, currency, locale),
      balance: (amountMinor: number) => formatBalance(amountMinor, currency, locale),
      parseMoney: (text: string) => parseMoney(text, currency, locale),
      number: (value: number) => numbers.format(value),
      date: (date: string, options?: Intl.DateTimeFormatOptions) => formatDate(date, locale, options),
      instant: (atMs: number, options?: Intl.DateTimeFormatOptions) =>
        formatInstant(atMs, locale, timeZone, options),
      clock: (minuteOfDay: number) => formatClock(minuteOfDay, locale),
      clocks: (fromMinute: number, toMinute: number) => formatClocks(fromMinute, toMinute, locale),
      ago: (atMs: number, nowMs = Date.now()) => formatAgo(atMs, nowMs, locale, timeZone),
      dateOf: (atMs: number) => dateOf(atMs, timeZone),
      parseDate: (text: string) => parseDate(text, locale, today()),
      age: (birthDate: string) => formatAge(birthDate, today()),
      ageYears: (birthDate: string) => ageYears(birthDate, today()),
      phone: (e164: string) => formatPhone(e164, phoneRegion),
      today,
    };
  }),
);
