import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { changes } from "../../../tenant-schema/foundation.ts";
import type { TaskProgress } from "../../jobs/task.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { BOM, csvLine } from "../exports/csv.ts";
import { loadImport } from "./import-records.ts";
import { type ImportRun, refusedPath, resultPath, type StepResult } from "./import-run.ts";
import { ImportTally } from "./import-tally.ts";
import type { FileStore } from "./page-store.ts";
import type { ImportCounts } from "./schemas.ts";
import { headersOf } from "./understand-files.ts";

/** Requests to R2 that one invocation may have open. */
const AT_ONCE = 6;

/** Adds up the steps that were committed, and writes the rows that were refused to a file for correction. */
export async function finishImport(
  ctx: Context,
  run: ImportRun,
): Promise<NonNullable<TaskProgress["result"]>> {
  const { importId, store, task } = run;
  const { committed } = await read(ctx, {
    committed: select(
      { id: changes.id },
      sql`from ${changes} where ${changes.groupId} = ${task.changeGroup} order by ${changes.id}`,
    ),
  });
  const steps = ["prepared", ...committed.map((change) => change.id)];
  const results: StepResult[] = [];
  for (let start = 0; start < steps.length; start += AT_ONCE) {
    const some = steps
      .slice(start, start + AT_ONCE)
      .map((step) => readResult(store, resultPath(ctx, importId, step)));
    results.push(...(await Promise.all(some)));
  }
  const tally = new ImportTally();
  for (const result of results) tally.merge(result.counts);
  const counts = tally.counts();
  const refused = results.flatMap((result) => result.refused);
  if (refused.length > 0) await store.put(refusedPath(ctx, importId), await refusedCsv(ctx, run, refused));
  const download = `/api/office/${ctx.account.urlName}/imports/${importId}/refused.csv`;
  const url = refused.length > 0 ? { url: download } : {};
  return { text: summaryOf(counts), ...url, importId, counts: { ...counts } };
}

async function readResult(store: FileStore, path: string): Promise<StepResult> {
  const found = await store.get(path);
  if (!found) throw new Error(`The result ${path} of an import is missing`);
  return JSON.parse(await found.text()) as StepResult;
}

/** The refused rows as they came, under the same columns, with the reason first: correct it and drop it again. */
async function refusedCsv(ctx: Context, run: ImportRun, refused: StepResult["refused"]): Promise<string> {
  const { source } = await loadImport(ctx, run.store, run.importId);
  const headers = headersOf(source.tables);
  const places = new Map(
    source.tables.map((table) => {
      const rows = new Map(table.rows.map((row) => [row.number, row.cells]));
      const columns = headers.map((header) => table.headers.indexOf(header));
      return [table.name, { rows, columns }] as const;
    }),
  );
  let text = BOM + csvLine(["Why it was refused", "File", "Row", ...headers]);
  for (const { file, row, reasons } of [...refused].sort(
    (a, b) => a.file.localeCompare(b.file) || a.row - b.row,
  )) {
    const place = places.get(file);
    const cells = place?.rows.get(row) ?? [];
    text += csvLine([
      reasons.join(" "),
      file,
      row,
      ...(place?.columns ?? []).map((column) => cells[column] ?? ""),
    ]);
  }
  return text;
}

function summaryOf({ families, students, rows }: ImportCounts): string {
  const parts = [
    `${counted(families.new, "new family", "new families")}, ${counted(families.changed, "changed")}, ${counted(families.matched, "unchanged")}`,
    counted(students.new, "new student", "new students"),
  ];
  if (rows.refused > 0) parts.push(counted(rows.refused, "row refused", "rows refused"));
  return `Imported: ${parts.join("; ")}.`;
}

function counted(count: number, one: string, many = one): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
