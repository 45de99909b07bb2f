import type { DatabaseSync } from "node:sqlite";
import type { ImportRows } from "./import-baseline.ts";

type SqliteRow = Record<string, string | number | null>;

/**
 * Reads back everything that a run wrote itself, one list for each transaction: its preview, and for every step of the run
 * the charges, lines, postings and audit. What triggers derive from it they will derive again.
 */
export function rowsOfRun(account: DatabaseSync, runId: string): ImportRows {
  const all = (sql: string, ...params: (string | number)[]) =>
    account.prepare(sql).all(...params) as SqliteRow[];
  const run = all("select * from billing_runs where id = ?", runId);
  const rules = all("select * from price_rules where id = ?", run[0]!.rules_id as string);
  const lines = all("select * from billing_run_rows where run_id = ? order by position", runId);
  const steps = all(
    `select distinct c.* from changes c join change_rows r on r.change_id = c.id and r.entity = 'charges'
      join charges h on h.id = r.entity_id and h.run_id = ? order by c.id`,
    runId,
  );
  const prepared = [
    [
      ...rules.map((row) => ({ table: "price_rules", row })),
      ...run.map((row) => ({ table: "billing_runs", row })),
    ],
    lines.map((row) => ({ table: "billing_run_rows", row })),
  ];
  const performed = steps.map((change) => {
    const audit = all("select * from change_rows where change_id = ? order by position", change.id as string);
    const of = (entity: string, table: string) =>
      audit
        .filter((row) => row.entity === entity)
        .map((row) => ({
          table,
          row: all(`select * from ${table} where id = ?`, row.entity_id as string)[0]!,
        }));
    const postings = all("select * from postings where change_id = ? order by seq", change.id as string);
    return [
      { table: "changes", row: change },
      ...of("charges", "charges"),
      ...of("chargeLines", "charge_lines"),
      ...postings.map((row) => ({ table: "postings", row })),
      ...audit.map((row) => ({ table: "change_rows", row })),
    ];
  });
  return [...prepared, ...performed];
}
