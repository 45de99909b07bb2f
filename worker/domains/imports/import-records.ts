import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { files, imports } from "../../../tenant-schema/foundation.ts";
import { customFields } from "../../../tenant-schema/school-lists.ts";
import { type Context, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { type CustomField, importFields, type TargetField } from "./fields.ts";
import type { FileStore } from "./page-store.ts";
import { type Source, understandFiles } from "./understand-files.ts";
import type { UploadedBytes } from "./unpack-upload.ts";

/** An upload, read again from where it is kept. */
export interface LoadedImport {
  readonly id: string;
  readonly source: Source;
  readonly files: readonly UploadedBytes[];
  readonly fileNames: readonly string[];
  readonly customFields: readonly CustomField[];
  readonly fields: readonly TargetField[];
  readonly today: string;
}

export const customFieldsQuery: Query<CustomField> = select(
  {
    id: customFields.id,
    entity: customFields.entity,
    label: customFields.label,
    fieldType: customFields.fieldType,
    choices: customFields.choices,
  },
  sql`from ${customFields} where ${customFields.deletedAt} is null order by ${customFields.position}, ${customFields.id}`,
);

export function importQuery(importId: string) {
  return select(
    {
      id: imports.id,
      kind: imports.kind,
      status: imports.status,
      taskId: imports.taskId,
      createdAt: imports.createdAt,
      updatedAt: imports.updatedAt,
    },
    sql`from ${imports} where ${imports.id} = ${importId}`,
  );
}

export function importFilesQuery(importId: string) {
  return select(
    { name: files.name, r2Key: files.r2Key },
    sql`from ${files} where ${files.ownerId} = ${importId} and ${files.ownerKind} = 'import'
      and ${files.deletedAt} is null order by ${files.id}`,
  );
}

/** @throws NotFound */
export async function loadImport(ctx: Context, store: FileStore, importId: string): Promise<LoadedImport> {
  const found = await read(ctx, {
    import: importQuery(importId),
    files: importFilesQuery(importId),
    customFields: customFieldsQuery,
  });
  if (!found.import[0]) throw new NotFound("import");
  const uploaded = await Promise.all(
    found.files.map(async ({ name, r2Key }) => {
      const stored = await store.get(r2Key);
      if (!stored) throw new Error(`The uploaded file ${r2Key} is missing`);
      return { name, bytes: new Uint8Array(await stored.arrayBuffer()) };
    }),
  );
  return {
    id: importId,
    source: understandFiles(uploaded),
    files: uploaded,
    fileNames: found.files.map((file) => file.name),
    customFields: found.customFields,
    fields: importFields(found.customFields),
    today: today(ctx),
  };
}
