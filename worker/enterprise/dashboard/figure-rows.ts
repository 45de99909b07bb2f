import { minorDigits } from "../../../tenant-schema/money.ts";
import { BOM, type CsvValue, csvLine } from "../../domains/exports/csv.ts";
import { decimalText } from "../../domains/reports/formats/cell-text.ts";
import type { FiguredVisible } from "./read-dashboard.ts";

/** A row of a flat table: names of columns are part of the interface that programs read, and are never renamed. */
export type FlatRow = Readonly<Record<string, CsvValue>>;

const ratio = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((part / whole) * 10_000) / 10_000 : null;

/** One row an account and month. Rates are parts of one; money is in units of the currency. */
export function figureRows(accounts: readonly FiguredVisible[]): FlatRow[] {
  return accounts.flatMap(({ id, name, currency, months, shows }) => {
    const money = (minor: number) => (shows.money ? decimalText(minor, minorDigits(currency)) : null);
    const people = (count: number | null) => (shows.people ? count : null);
    return months.map((month) => ({
      account_id: id,
      account: name,
      month: month.month,
      enrollments: people(month.enrollments),
      enrollments_started: people(month.started),
      enrollments_ended: people(month.ended),
      students: people(month.students),
      students_lost: people(month.studentsLost),
      retention: ratio(month.studentsBefore - month.studentsLost, month.studentsBefore),
      places: people(month.places),
      places_filled: people(month.filled),
      openings: people(Math.max(0, month.places - month.filled)),
      fill_rate: ratio(month.filled, month.places),
      currency,
      revenue: money(month.revenueMinor),
      received: money(month.receivedMinor),
      receivables: money(month.receivableMinor),
      unapplied: money(month.unappliedMinor),
    }));
  });
}

/** One row an account: what is owed to it, by how long it has been due. */
export function receivableRows(accounts: readonly FiguredVisible[]): FlatRow[] {
  return accounts.map(({ id, name, currency, aging, months }) => {
    const money = (minor: number) => decimalText(minor, minorDigits(currency));
    return {
      account_id: id,
      account: name,
      currency,
      not_due: money(aging.notDueMinor),
      due_1_30: money(aging.to30Minor),
      due_31_60: money(aging.to60Minor),
      due_61_90: money(aging.to90Minor),
      due_over_90: money(aging.over90Minor),
      total: money(Object.values(aging).reduce((sum, minor) => sum + minor, 0)),
      unapplied: money(months.at(-1)?.unappliedMinor ?? 0),
    };
  });
}

export function csvOf(rows: readonly FlatRow[]): string {
  const [first] = rows;
  if (!first) return BOM;
  return BOM + [csvLine(Object.keys(first)), ...rows.map((row) => csvLine(Object.values(row)))].join("");
}
