import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { loadImport } from "./import-records.ts";
import type { FileStore } from "./page-store.ts";
import { earlierMappingsQuery, proposeImport, uploadedFile } from "./propose-import.ts";
import type { ImportDraft } from "./schemas.ts";

/** An upload as it was answered when it came, for whoever comes back to it. @throws NotFound */
export async function getImportDraft(ctx: Context, store: FileStore, importId: string): Promise<ImportDraft> {
  requireRight(ctx, "import", "full");
  const { source, files, customFields } = await loadImport(ctx, store, importId);
  const { earlier } = await read(ctx, { earlier: earlierMappingsQuery });
  return {
    id: importId,
    ...proposeImport(ctx, source, { customFields, earlier }),
    files: files.map((file) => uploadedFile(file, source, null)),
  };
}
