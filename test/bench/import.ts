import { setTimeout as sleep } from "node:timers/promises";
import type {
  ImportCounts,
  ImportDraft,
  ImportPreview,
  ImportStatus,
} from "../../worker/domains/imports/schemas.ts";
import { copyAccount, openAccount } from "./account-file.ts";
import { rowsOfImport, writeRows } from "./import-baseline.ts";
import { type ImportFile, importFile } from "./import-file.ts";
import { largestChildMb } from "./memory.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

// A school moves in: ten thousand families from another program's file, through the routes that the page uses. `ratio`
// here is against node:sqlite writing the same rows.

const ACCOUNT = "summit";
const SEED: Seed = { name: "import", families: { [ACCOUNT]: 400 } };
const FAMILIES = 10_000;
const MAX_RATIO = 20;
const POLL_MS = 250;

/** One import from upload to end. */
interface Imported {
  readonly uploadMs: number;
  readonly previewMs: number;
  /** From the click on Start until the task is done, the queue's own waiting included. */
  readonly runMs: number;
  readonly changeGroup: string;
  readonly counts: ImportCounts;
  /** The largest process before it and while it ran. */
  readonly memoryMb: { readonly before: number; readonly most: number } | null;
}

export default function importBenchmark(): Promise<Outcome> {
  return withServer(SEED, measure);
}

async function measure({ clients }: BenchServer): Promise<Outcome> {
  const client = clients[0]!;
  const file = importFile(FAMILIES);
  const megabytes = rounded(file.csv.length / 1_000_000, 1);
  process.stdout.write(`The file: ${FAMILIES} families, ${file.rows} rows, ${megabytes} MB\n`);
  const before = await copyAccount(ACCOUNT);
  const first = await importOnce(client, file);
  const account = openAccount(ACCOUNT);
  const rows = rowsOfImport(account, first.changeGroup);
  account.close();
  const sqliteMs = writeRows(before, rows);
  before.close();
  const again = await importOnce(client, file);
  const wholeMs = first.uploadMs + first.previewMs + first.runMs;
  const written = rows.reduce((sum, transaction) => sum + transaction.length, 0);
  const cases = [
    figures("upload and guess of the mapping", first.uploadMs, sqliteMs, file.rows),
    figures("dry run", first.previewMs, sqliteMs, file.rows),
    figures("import", first.runMs, sqliteMs, file.rows),
    figures("all of it", wholeMs, sqliteMs, file.rows),
    figures("the same file again", again.uploadMs + again.previewMs + again.runMs, sqliteMs, file.rows),
    figures("node:sqlite, the same rows", sqliteMs, sqliteMs, file.rows),
  ];
  print(cases, file, { transactions: rows.length, written, first, again });
  return { cases, missed: missed(wholeMs / sqliteMs, first.counts, again.counts) };
}

async function importOnce(client: OfficeClient, file: ImportFile): Promise<Imported> {
  const before = largestChildMb();
  const upload = await client.upload<ImportDraft>("/imports", "families.csv", file.csv);
  const { id, guess } = upload.body;
  const preview = await client.post<ImportPreview>(`/imports/${id}/preview`, { mapping: guess });
  const startedAt = performance.now();
  await client.post(`/imports/${id}/start`, { mapping: guess });
  let most = 0;
  for (;;) {
    await sleep(POLL_MS);
    const { task, counts } = (await client.get<ImportStatus>(`/imports/${id}`)).body;
    most = Math.max(most, largestChildMb() ?? 0);
    if (task?.status === "queued" || task?.status === "running") continue;
    if (task?.status !== "done" || !counts)
      throw new Error(`The import ended: ${task?.status} ${task?.error}`);
    const runMs = performance.now() - startedAt;
    return {
      uploadMs: upload.ms,
      previewMs: preview.ms,
      runMs,
      changeGroup: task.changeGroup!,
      counts,
      memoryMb: before === null ? null : { before, most },
    };
  }
}

function figures(name: string, ms: number, sqliteMs: number, rowsShown: number): CaseFigures {
  const taken = rounded(ms, 0);
  const ratio = rounded(ms / sqliteMs);
  const costs = { trips: null, rowsRead: null, rowsWritten: null };
  return { case: name, ...costs, rowsShown, p50Ms: taken, p95Ms: taken, ratio };
}

function missed(ratio: number, first: ImportCounts, again: ImportCounts): string[] {
  const made = again.families.new + again.students.new;
  return [
    ...(ratio > MAX_RATIO ? [`import: ${rounded(ratio)} times node:sqlite, at most ${MAX_RATIO}`] : []),
    ...(first.families.new === FAMILIES
      ? []
      : [`import: ${first.families.new} families made, not ${FAMILIES}`]),
    ...(made === 0 ? [] : [`the same file again: ${made} families and students made, not 0`]),
  ];
}

function print(
  cases: readonly CaseFigures[],
  file: ImportFile,
  about: { transactions: number; written: number; first: Imported; again: Imported },
): void {
  const head = ["case", "seconds", "rows of the file/s", "times node:sqlite"];
  printTable(
    head,
    cases.map(({ case: name, p50Ms, ratio }) => [
      name,
      rounded(p50Ms! / 1_000),
      Math.round((file.rows / p50Ms!) * 1_000),
      ratio,
    ]),
  );
  const { transactions, written, first, again } = about;
  const lines = [
    `${written} rows in ${transactions} transactions, without those that triggers write`,
    `first: ${JSON.stringify(first.counts)}`,
    `again: ${JSON.stringify(again.counts)}`,
    ...(first.memoryMb
      ? [`largest process: ${first.memoryMb.before} MB before, ${first.memoryMb.most} MB meanwhile`]
      : []),
  ];
  process.stdout.write(`${lines.join("\n")}\n\n`);
}
