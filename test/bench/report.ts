/** What a benchmark says of one case; null where a figure has no meaning for it. */
export interface CaseFigures {
  readonly case: string;
  readonly trips: number | null;
  readonly rowsRead: number | null;
  readonly rowsWritten: number | null;
  readonly rowsShown: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** The p50 against an empty signed-in route through the same stack, in the same run. */
  readonly ratio: number | null;
  /** What is measured in something else than milliseconds: a share, kilobytes. */
  readonly value?: number;
}

export interface Outcome {
  readonly cases: readonly CaseFigures[];
  /** Every bar that was missed, in words. */
  readonly missed: readonly string[];
}

export type Benchmark = () => Promise<Outcome>;

/** The value below which that share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Prints rows in columns; text to the left, numbers to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]) {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: readonly string[], source: readonly unknown[]) =>
    row
      .map((cell, i) => (typeof source[i] === "string" ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ")
      .trimEnd();
  const titles = head.map((title, i) =>
    typeof rows[0]?.[i] === "string" ? title.padEnd(widths[i]!) : title.padStart(widths[i]!),
  );
  const lines = [
    titles.join("  "),
    widths.map((width) => "-".repeat(width)).join("  "),
    ...cells.map((row, i) => line(row, rows[i]!)),
  ];
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}
