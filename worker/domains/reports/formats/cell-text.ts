import { minorDigits } from "../../../../tenant-schema/money.ts";
import type { Cell, CellKind, ReportColumn } from "../shapes.ts";
import type { SchoolFacts } from "./document.ts";

/** Writes cells for people, in the school's locale and currency. */
export class CellText {
  readonly #money: Intl.NumberFormat;
  readonly #divisor: number;
  readonly #date: Intl.DateTimeFormat;
  readonly #locale: string;
  readonly #numbers = new Map<number, Intl.NumberFormat>();

  constructor({ locale, currency }: SchoolFacts) {
    this.#locale = locale;
    this.#money = new Intl.NumberFormat(locale, { style: "currency", currency });
    this.#divisor = 10 ** minorDigits(currency);
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  }

  of(value: Cell | undefined, column: ReportColumn): string {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return value ? "Yes" : "No";
    if (typeof value === "string") return column.kind === "date" ? this.date(value) : value;
    if (column.kind === "money") return this.#money.format(value / this.#divisor);
    if (column.kind === "percent") return `${this.#number(1).format(value)} %`;
    return this.#number(column.decimals ?? 0).format(value);
  }

  date(iso: string): string {
    return this.#date.format(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`));
  }

  #number(decimals: number): Intl.NumberFormat {
    const known = this.#numbers.get(decimals);
    if (known) return known;
    const made = new Intl.NumberFormat(this.#locale, { maximumFractionDigits: decimals });
    this.#numbers.set(decimals, made);
    return made;
  }
}

/** Minor units as a decimal number without any floating point: -1205 is "-12.05". */
export function decimalText(amountMinor: number, digits: number): string {
  const sign = amountMinor < 0 ? "-" : "";
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export function isNumeric(kind: CellKind): boolean {
  return kind === "money" || kind === "number" || kind === "percent";
}
