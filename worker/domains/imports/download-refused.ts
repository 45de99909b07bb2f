import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { attachment, CSV_TYPE } from "../exports/csv.ts";
import { importFilesQuery, importQuery } from "./import-records.ts";
import { refusedPath } from "./import-run.ts";
import type { FileStore } from "./page-store.ts";

/** The rows that the import refused, with the reasons, as a file to correct. @throws NotFound */
export async function downloadRefused(ctx: Context, store: FileStore, importId: string): Promise<Response> {
  requireRight(ctx, "import", "full");
  const found = await read(ctx, { import: importQuery(importId), files: importFilesQuery(importId) });
  const stored = found.import[0] ? await store.get(refusedPath(ctx, importId)) : null;
  if (!stored) throw new NotFound("file");
  const name = found.files[0]?.name.replace(/\.\w+$/, "") ?? "import";
  return new Response(stored.body, {
    headers: { "content-type": CSV_TYPE, "content-disposition": attachment(`${name} - refused rows.csv`) },
  });
}
