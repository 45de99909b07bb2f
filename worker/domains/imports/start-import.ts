import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { imports, tasks } from "../../../tenant-schema/foundation.ts";
import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { loadImport } from "./import-records.ts";
import type { FileStore } from "./page-store.ts";
import { readGroups } from "./read-groups.ts";
import type { ImportMapping } from "./schemas.ts";

/**
 * Starts the import as a background task.
 * @throws NotFound, Precondition for a mapping that does not fit, Conflict while it is running already
 */
export async function startImport(
  ctx: Context,
  store: FileStore,
  importId: string,
  mapping: ImportMapping,
): Promise<{ id: string; taskId: string; change: Committed }> {
  requireRight(ctx, "import", "full");
  const loaded = await loadImport(ctx, store, importId);
  const { rows } = readGroups(loaded, mapping, ctx.account);
  const { state } = await read(ctx, {
    state: select(
      { updatedAt: imports.updatedAt, status: tasks.status },
      sql`from ${imports} left join ${tasks} on ${tasks.id} = ${imports.taskId} where ${imports.id} = ${importId}`,
    ),
  });
  const { updatedAt, status } = state[0]!;
  if (status === "queued" || status === "running") {
    throw new Conflict(
      "import_running",
      "This import is running already. Wait until it is done, or cancel it first.",
    );
  }
  const names = loaded.fileNames.join(", ");
  const change = new Change(ctx, {
    action: "imports.start",
    summary: `Started the import of ${names}`,
    right: "import",
  });
  change.guard("row_version", sql`(select updated_at = ${updatedAt} from ${imports} where id = ${importId})`);
  const taskId = startTask(ctx, change, {
    kind: "import",
    title: `Import ${names}`,
    input: { importId, mapping },
    total: rows,
  });
  change.also(sql`update ${imports} set status = 'running', task_id = ${taskId}, mapping = ${JSON.stringify(mapping)},
    updated_at = max(${ctx.nowMs}, updated_at + 1) where id = ${importId}`);
  return { id: importId, taskId, change: await commit(ctx, change, { id: importId, taskId }) };
}
