import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { files, imports } from "../../../tenant-schema/foundation.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { Limit } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { customFieldsQuery } from "./import-records.ts";
import { type FileStore, importPath } from "./page-store.ts";
import { earlierMappingsQuery, NOT_READ, proposeImport, uploadedFile } from "./propose-import.ts";
import { type ImportDraft, MAX_UPLOAD_BYTES } from "./schemas.ts";
import { type Source, understandFiles } from "./understand-files.ts";
import { type UploadedBytes, unpackUpload } from "./unpack-upload.ts";

/**
 * Takes files in: understands them, keeps them, and proposes what their columns mean. Files that cannot be understood
 * are refused before anything is kept.
 * @throws BadFile, Limit
 */
export async function uploadImport(
  ctx: Context,
  store: FileStore,
  uploaded: readonly UploadedBytes[],
): Promise<ImportDraft> {
  requireRight(ctx, "import", "full");
  const sizeBytes = uploaded.reduce((sum, file) => sum + file.bytes.length, 0);
  if (sizeBytes > MAX_UPLOAD_BYTES) {
    throw new Limit(
      "file_too_large",
      `These files have ${Math.ceil(sizeBytes / 1_000_000)} MB; at most ${MAX_UPLOAD_BYTES / 1_000_000} MB can be imported at once. Split them and import the parts one after the other.`,
      { maxBytes: MAX_UPLOAD_BYTES },
      413,
    );
  }
  const unpacked = unpackUpload(uploaded);
  const source = understandFiles(unpacked.files);
  const kept = await Promise.all(
    unpacked.files.map(async (file) => ({
      ...file,
      id: newId("file", ctx.nowMs),
      sha256: await sha256(file.bytes),
    })),
  );
  const found = await read(ctx, {
    customFields: customFieldsQuery,
    earlier: earlierMappingsQuery,
    seen: select(
      { sha256: files.sha256, at: sql<number>`max(${imports.createdAt})` },
      sql`from ${imports} cross join ${files} on ${files.ownerId} = ${imports.id}
        and ${files.sha256} in (select value from json_each(${JSON.stringify(kept.map((file) => file.sha256))}))
        where ${imports.taskId} is not null group by ${files.sha256}`,
    ),
  });
  const id = newId("import", ctx.nowMs);
  const seenAt = new Map(found.seen.map((row) => [row.sha256, row.at]));
  const draft: ImportDraft = {
    id,
    ...proposeImport(ctx, source, found),
    files: [
      ...kept.map((file) => uploadedFile(file, source, seenAt.get(file.sha256) ?? null)),
      ...unpacked.skipped.map(({ reason, ...file }) => ({
        ...file,
        ...NOT_READ,
        skippedReason: reason,
        seenBeforeAt: null,
      })),
    ],
  };
  const stored = kept.map((file, n) => ({ ...file, r2Key: importPath(ctx.account.id, id, n) }));
  for (const file of stored) await store.put(file.r2Key, file.bytes);
  await commit(ctx, uploadChange(ctx, id, source, stored), draft);
  return draft;
}

function uploadChange(
  ctx: Context,
  id: string,
  source: Source,
  stored: readonly (UploadedBytes & {
    readonly id: string;
    readonly sha256: string;
    readonly r2Key: string;
  })[],
): Change {
  const change = new Change(ctx, {
    action: "imports.upload",
    summary: `Uploaded ${stored.map((file) => file.name).join(", ")} for an import`,
    right: "import",
  });
  for (const file of stored) {
    change.insert("files", {
      id: file.id,
      r2Key: file.r2Key,
      ownerKind: "import",
      ownerId: id,
      name: file.name,
      contentType: "text/csv",
      sizeBytes: file.bytes.length,
      sha256: file.sha256,
      uploadedBy: actorId(ctx.actor),
    });
  }
  change.also(sql`insert into ${imports} (id, kind, status, file_ids, created_by, created_at, updated_at)
    values (${id}, ${source.kind}, 'uploaded', ${JSON.stringify(stored.map((file) => file.id))},
      ${actorId(ctx.actor)}, ${ctx.nowMs}, ${ctx.nowMs})`);
  return change;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
