import { BadFile } from "./bad-file.ts";
import { MAX_ROWS, readTable, type Table } from "./read-table.ts";
import type { ImportKind } from "./schemas.ts";
import type { UploadedBytes } from "./unpack-upload.ts";

/** Files as an import reads them: tables with a mapping, or a OneRoster set whose columns are fixed. */
export interface Source {
  readonly kind: ImportKind;
  readonly tables: readonly Table[];
  /** Files of the set that are not read, by name and reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

const ONEROSTER_USED = ["users.csv", "roles.csv", "demographics.csv", "orgs.csv"];
const ONEROSTER_UNUSED = new Set([
  "manifest.csv",
  "academicsessions.csv",
  "categories.csv",
  "classes.csv",
  "classresources.csv",
  "courses.csv",
  "courseresources.csv",
  "enrollments.csv",
  "lineitems.csv",
  "lineitemlearningobjectiveids.csv",
  "lineitemscorescales.csv",
  "resources.csv",
  "results.csv",
  "resultlearningobjectiveids.csv",
  "resultscorescales.csv",
  "scorescales.csv",
  "userprofiles.csv",
  "userresources.csv",
]);
/** Where the names of the columns are looked for. */
const FIRST_BYTES = 2_000;

/** @throws BadFile naming the file and what to do */
export function understandFiles(files: readonly UploadedBytes[]): Source {
  if (isOneRoster(files)) return understandOneRoster(files);
  const tables = files.map((file) => readTable(file.bytes, file.name));
  refuseTooManyRows(tables);
  return { kind: "csv", tables, skipped: [] };
}

function isOneRoster(files: readonly UploadedBytes[]): boolean {
  return files.some((file) => {
    const name = file.name.toLowerCase();
    const start = new TextDecoder()
      .decode(file.bytes.subarray(0, FIRST_BYTES))
      .toLowerCase()
      .replace(/\0/g, "");
    if (name === "manifest.csv") return start.includes("oneroster");
    return name === "users.csv" && start.includes("sourcedid");
  });
}

function understandOneRoster(files: readonly UploadedBytes[]): Source {
  const tables: Table[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const file of files) {
    const name = file.name.toLowerCase();
    if (ONEROSTER_USED.includes(name)) tables.push(readTable(file.bytes, file.name, name !== "users.csv"));
    else {
      const reason = ONEROSTER_UNUSED.has(name)
        ? "Families and students are made without this file."
        : "This is not a file of OneRoster that we know.";
      skipped.push({ name: file.name, reason });
    }
  }
  if (!tables.some((table) => table.name.toLowerCase() === "users.csv")) {
    throw new BadFile(
      "oneroster_users_missing",
      files[0]?.name ?? "",
      "and the others are a OneRoster set without users.csv, which holds the people. Add that file.",
    );
  }
  refuseTooManyRows(tables.filter((table) => table.name.toLowerCase() === "users.csv"));
  return { kind: "oneroster", tables, skipped };
}

function refuseTooManyRows(tables: readonly Table[]): void {
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  if (rows <= MAX_ROWS) return;
  throw new BadFile(
    "too_many_rows",
    tables[0]?.name ?? "",
    `and the others have ${rows.toLocaleString("en")} rows together; at most ${MAX_ROWS.toLocaleString("en")} can be imported at once. Import them one after the other.`,
    { maxRows: MAX_ROWS },
  );
}

/** All columns of all tables, each once, in the order in which they appear. */
export function headersOf(tables: readonly Table[]): string[] {
  return [...new Set(tables.flatMap((table) => table.headers))];
}
