import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { imports } from "../../../tenant-schema/foundation.ts";
import type { Context } from "../../kernel/context.ts";
import { localeDateOrder } from "./cell-dates.ts";
import { type CustomField, importFields } from "./fields.ts";
import { datesOf, guessMapping, samplesOf } from "./guess-mapping.ts";
import { type ImportDraft, type ImportMapping, importMapping, type UploadedFile } from "./schemas.ts";
import { headersOf, type Source } from "./understand-files.ts";
import type { UploadedBytes } from "./unpack-upload.ts";

const DELIMITER_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar" } as const;
export const NOT_READ = { rows: 0, encoding: "", delimiter: "" };
const LATEST = 10;

/** How the latest imports were mapped: the next file of the same program has the same columns. */
export const earlierMappingsQuery: Query<{ mapping: ImportMapping }> = select(
  { mapping: json<ImportMapping>(sql`${imports.mapping}`) },
  sql`from ${imports} where ${imports.taskId} is not null and ${imports.kind} = 'csv' order by ${imports.id} desc limit ${LATEST}`,
);

interface Known {
  readonly customFields: readonly CustomField[];
  readonly earlier: readonly { readonly mapping: ImportMapping }[];
}

/** What the files seem to mean: as the last import with these columns was mapped, else as headers and data suggest. */
export function proposeImport(ctx: Context, source: Source, known: Known): Omit<ImportDraft, "id" | "files"> {
  const fields = importFields(known.customFields);
  const { kind, tables } = source;
  const catalogue = fields.map(({ key, label, group, isRepeatable }) => ({
    key,
    label,
    group,
    isRepeatable,
  }));
  if (kind === "oneroster") {
    const guess = importMapping.parse({ idSource: "OneRoster" });
    return { kind, columns: [], guess, isRemembered: false, ambiguousDates: null, fields: catalogue };
  }
  const headers = headersOf(tables);
  const fieldKeys = new Set(fields.map((field) => field.key));
  const remembered = known.earlier.find(({ mapping }) =>
    headers.every((header) => header in mapping.columns),
  )?.mapping;
  const guessed = () => Object.assign({}, ...tables.map((table) => guessMapping(table, fields).columns));
  const chosen: Record<string, string> = remembered?.columns ?? guessed();
  const columns = Object.fromEntries(
    headers.map((header) => [header, fieldKeys.has(chosen[header] ?? "") ? (chosen[header] as string) : ""]),
  );
  const evidence = tables.map((table) => datesOf(table, columns, fields));
  const sample = evidence.find((dates) => dates.isAmbiguous)?.sample ?? null;
  const told = evidence.find((dates) => dates.order)?.order ?? null;
  const guess: ImportMapping = {
    ...(remembered ?? importMapping.parse({})),
    columns,
    dateOrder: sample ? (remembered?.dateOrder ?? null) : told,
  };
  return {
    kind,
    columns: headers.map((header, index) => {
      const table = tables.find((one) => one.headers.includes(header))!;
      return { index, header, samples: samplesOf(table, table.headers.indexOf(header)) };
    }),
    guess,
    isRemembered: remembered !== undefined,
    ambiguousDates: sample ? { sample, proposed: localeDateOrder(ctx.account.locale) } : null,
    fields: catalogue,
  };
}

export function uploadedFile(file: UploadedBytes, source: Source, seenBeforeAt: number | null): UploadedFile {
  const { name, bytes } = file;
  const table = source.tables.find((one) => one.name === name);
  const read = table
    ? { rows: table.rows.length, encoding: table.encoding, delimiter: DELIMITER_NAMES[table.delimiter] }
    : NOT_READ;
  const skippedReason = source.skipped.find((one) => one.name === name)?.reason ?? null;
  return { name, sizeBytes: bytes.length, ...read, skippedReason, seenBeforeAt };
}
