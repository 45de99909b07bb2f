import { ageYears } from "../../../tenant-schema/dates.ts";

/** Calendar dates are "2026-11-24" and have no time zone; instants are epoch milliseconds and are shown in one. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions) {
  const key = locale + JSON.stringify(options);
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, known);
  }
  return known;
}

const utcDate = (date: string) => new Date(`${date}T00:00:00Z`);

/** As most dates are written. By itself, since making the key of a formatter takes as long as using it. */
const plainDays = new Map<string, Intl.DateTimeFormat>();

function plainDay(locale: string) {
  let known = plainDays.get(locale);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
    plainDays.set(locale, known);
  }
  return known;
}

export function formatDate(date: string, locale: string, options?: Intl.DateTimeFormatOptions) {
  const written = options ? formatter(locale, { ...options, timeZone: "UTC" }) : plainDay(locale);
  return written.format(utcDate(date));
}

export function formatInstant(
  atMs: number,
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" },
) {
  return formatter(locale, { ...options, timeZone }).format(atMs);
}

/** A minute of the day as a clock shows it, "4:30 PM" or "16:30"; 1,450 is ten past midnight. */
export function formatClock(minuteOfDay: number, locale: string) {
  return formatter(locale, { timeStyle: "short", timeZone: "UTC" }).format(minuteOfDay * 60_000);
}

/** From one minute of the day to another, saying what both share once: "4:30 – 5:15 PM". */
export function formatClocks(fromMinute: number, toMinute: number, locale: string) {
  const clock = formatter(locale, { timeStyle: "short", timeZone: "UTC" });
  return clock.formatRange(fromMinute * 60_000, toMinute * 60_000);
}

/** The calendar date that an instant falls on. en-CA writes dates as ISO does. */
export const dateOf = (atMs: number, timeZone: string) =>
  formatter("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(atMs);

/** Short enough for a list: "now", "12 m", "3 h", "Tue", then a date. */
export function formatAgo(atMs: number, nowMs: number, locale: string, timeZone: string) {
  const minutes = Math.floor((nowMs - atMs) / 60_000);
  if (minutes < 1) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  if (minutes < 60) return `${minutes} m`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 6 * 24 * 60) return formatInstant(atMs, locale, timeZone, { weekday: "short" });
  const sameYear = dateOf(atMs, timeZone).slice(0, 4) === dateOf(nowMs, timeZone).slice(0, 4);
  return formatInstant(atMs, locale, timeZone, {
    month: "short",
    day: "numeric",
    year: sameYear ? undefined : "numeric",
  });
}

/** Years, and months below two years, where they matter. */
export function formatAge(birthDate: string, today: string): string {
  const years = ageYears(birthDate, today);
  if (years >= 2) return String(years);
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birthDate.split("-").map(Number);
  const [year = 0, month = 0, day = 0] = today.split("-").map(Number);
  const months = (year - birthYear) * 12 + month - birthMonth - (day < birthDay ? 1 : 0);
  return `${Math.max(months, 0)} mo`;
}
