type FieldOrder = ("year" | "month" | "day")[];

const pad = (value: number, length = 2) => String(value).padStart(length, "0");

function fieldOrder(locale: string): FieldOrder {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0);
  return parts
    .map((part) => part.type)
    .filter((type) => type === "year" || type === "month" || type === "day");
}

function monthNames(locale: string): string[] {
  const long = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => fold(long.format(Date.UTC(2026, month, 1))));
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function shift(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

function toDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1899 && year < 2200;
  return isReal ? `${year}-${pad(month)}-${pad(day)}` : undefined;
}

/** Two-digit years mean the hundred years that end twenty years from now: "19" is 2019, "62" is 1962. */
function fullYear(text: string | undefined, today: string): number {
  const thisYear = Number(today.slice(0, 4));
  if (text === undefined) return thisYear;
  const year = Number(text);
  if (text.length > 2) return year;
  const century = Math.floor((thisYear + 20) / 100) * 100;
  return century + year > thisYear + 20 ? century - 100 + year : century + year;
}

/** Reads a date as people type it: "3/14/19", "14 mar 2019", "March 14", "2019-03-14", "031419", "today", "+10". */
export function parseDate(text: string, locale: string, today: string): string | undefined {
  const typed = fold(text.trim());
  if (typed === "") return undefined;
  if (typed === "today" || typed === "t") return today;
  if (typed === "yesterday") return shift(today, -1);
  if (typed === "tomorrow") return shift(today, 1);
  const offset = /^([+-])(\d{1,3})$/.exec(typed);
  if (offset) return shift(today, Number(`${offset[1]}${offset[2]}`));

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return toDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));

  const word = /\p{L}{3,}/u.exec(typed)?.[0];
  const numbers = typed.match(/\d+/g) ?? [];
  const month = word ? monthNames(locale).findIndex((name) => name.startsWith(word)) + 1 : 0;
  if (month > 0 && numbers[0]) return toDate(fullYear(numbers[1], today), month, Number(numbers[0]));
  if (word && numbers.length < 3) return undefined;
  return fromNumbers(numbers, fieldOrder(locale), today);
}

function fromNumbers(numbers: string[], order: FieldOrder, today: string): string | undefined {
  const packed = numbers.length === 1 ? /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(numbers[0] ?? "") : undefined;
  const found = packed ? packed.slice(1) : numbers;
  if (found.length < 2 || found.length > 3) return undefined;
  const fields = found.length === 2 ? order.filter((field) => field !== "year") : order;
  const value = (field: "year" | "month" | "day") => found[fields.indexOf(field)];
  return toDate(fullYear(value("year"), today), Number(value("month")), Number(value("day")));
}
