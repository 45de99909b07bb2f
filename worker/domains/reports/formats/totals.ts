import type { Cell, ReportColumn } from "../shapes.ts";

/** Sums of the columns that have one; whole minor units stay whole. */
export class Totals {
  readonly #columns: readonly ReportColumn[];
  readonly #sums: number[];
  count = 0;

  constructor(columns: readonly ReportColumn[]) {
    this.#columns = columns;
    this.#sums = columns.map(() => 0);
  }

  add(cells: readonly Cell[]): void {
    this.count += 1;
    for (const [i, column] of this.#columns.entries()) {
      const value = cells[i];
      if (column.total === "sum" && typeof value === "number") this.#sums[i]! += value;
    }
  }

  /** A row of the totals; `given` replaces what cannot be added up, such as students who are in two programs. */
  cells(given: Readonly<Record<string, number>> = {}): Cell[] {
    const sumOf = (key: string) =>
      given[key] ?? this.#sums[this.#columns.findIndex((column) => column.key === key)] ?? 0;
    return this.#columns.map((column, i) => {
      if (column.total === undefined) return null;
      if (given[column.key] !== undefined) return given[column.key]!;
      if (column.total === "sum") return rounded(this.#sums[i]!, column);
      const per = sumOf(column.total.per);
      return per === 0 ? null : Math.round((sumOf(column.total.of) / per) * 1000) / 10;
    });
  }
}

/** Hours have decimals, and decimals add up with a tail that nobody entered. */
function rounded(sum: number, { kind, decimals = 0 }: ReportColumn): number {
  return kind === "money" ? sum : Number(sum.toFixed(decimals));
}

export function hasTotals(columns: readonly ReportColumn[]): boolean {
  return columns.some((column) => column.total !== undefined);
}
