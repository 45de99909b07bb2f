import type { Readable } from "../../analytics/database.ts";

const TABLES = {
  families: "",
  contacts: "",
  students: "",
  classes: "",
  enrollments: "",
  names: "",
  open_lines: "",
  student_stays: "",
  search_tokens: "",
  stale: "",
  // What has become nothing again is the same as what never was.
  account_days: "WHERE (enrollments, filled, places) <> (0, 0, 0)",
  account_dues: "WHERE open_minor <> 0",
  account_months: `WHERE (enrollments, filled, places, started, ended, students_gained, students_lost) <> (0, 0, 0, 0, 0, 0, 0)
    OR (revenue_minor, received_minor, receivable_minor, unapplied_minor) <> (0, 0, 0, 0)`,
} as const;

/** Everything that the store holds of the facts, in an order of its own. */
export async function canonicalDump(store: Readable): Promise<Record<string, string[]>> {
  const entries = Object.entries(TABLES);
  const answers = await store.read(
    entries.map(([table, where]) => ({ sql: `SELECT * FROM ${table} ${where}`, params: [] })),
  );
  return Object.fromEntries(
    entries.map(([table], i) => [table, (answers[i] ?? []).map((row) => JSON.stringify(row)).sort()]),
  );
}
