import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { files, imports, tasks } from "../../../tenant-schema/foundation.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { ImportCounts, ImportStatus } from "./schemas.ts";

const LATEST = 20;

/** One import: what was uploaded, how far its task is, what it came to. @throws NotFound */
export async function getImport(ctx: Context, importId: string): Promise<ImportStatus> {
  requireRight(ctx, "import", "full");
  const { found } = await read(ctx, { found: statusQuery(sql`i.id = ${importId}`) });
  if (!found[0]) throw new NotFound("import");
  return statusOf(found[0], ctx.nowMs);
}

/** The latest imports that were started, newest first. */
export async function listImports(ctx: Context): Promise<{ imports: ImportStatus[] }> {
  requireRight(ctx, "import", "full");
  const { found } = await read(ctx, { found: statusQuery(sql`i.task_id is not null`) });
  return { imports: found.map((row) => statusOf(row, ctx.nowMs)) };
}

interface StatusRow {
  readonly id: string;
  readonly kind: "csv" | "oneroster";
  readonly createdAt: number;
  readonly fileNames: string[];
  readonly mapping: ImportStatus["mapping"];
  readonly taskId: string | null;
  readonly taskStatus: NonNullable<ImportStatus["task"]>["status"] | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly error: string | null;
  readonly changeGroup: string | null;
  readonly result: { readonly counts?: ImportCounts } | null;
  readonly undoUntil: number | null;
  readonly isUndone: number | null;
}

function statusQuery(where: ReturnType<typeof sql>): Query<StatusRow> {
  const written = sql`from changes c where c.group_id = t.change_group and c.undo_of is null
    and exists (select 1 from change_rows r where r.change_id = c.id)`;
  return select(
    {
      id: sql<string>`i.id`,
      kind: sql<"csv" | "oneroster">`i.kind`,
      createdAt: sql<number>`i.created_at`,
      fileNames: json<string[]>(
        sql`(select json_group_array(name) from (select name from ${files} where owner_id = i.id and owner_kind = 'import' order by id))`,
      ),
      mapping: json<ImportStatus["mapping"]>(sql`i.mapping`),
      taskId: sql<string | null>`t.id`,
      taskStatus: sql<StatusRow["taskStatus"]>`t.status`,
      done: sql<number | null>`t.done`,
      total: sql<number | null>`t.total`,
      startedAt: sql<number | null>`t.started_at`,
      finishedAt: sql<number | null>`t.finished_at`,
      error: sql<string | null>`t.error`,
      changeGroup: sql<string | null>`t.change_group`,
      result: json<StatusRow["result"]>(sql`t.result`),
      // The part that can be undone for the shortest time decides for the whole.
      undoUntil: sql<number | null>`(select min(c.undo_until) ${written} and c.undone_by is null)`,
      isUndone: sql<number | null>`(select min(c.undone_by is not null) ${written})`,
    },
    sql`from ${imports} i left join ${tasks} t on t.id = i.task_id where ${where}
      order by i.id desc limit ${LATEST}`,
  );
}

function statusOf(row: StatusRow, nowMs: number): ImportStatus {
  const { id, kind, createdAt, fileNames, mapping, taskId, taskStatus } = row;
  const isOver = taskStatus === "done" || taskStatus === "failed" || taskStatus === "cancelled";
  const canUndo = isOver && row.undoUntil !== null && row.undoUntil >= nowMs;
  return {
    id,
    kind,
    createdAt,
    fileNames,
    mapping,
    task:
      taskId === null || taskStatus === null
        ? null
        : {
            id: taskId,
            status: taskStatus,
            done: row.done ?? 0,
            total: row.total,
            startedAt: row.startedAt,
            finishedAt: row.finishedAt,
            rowsPerSecond: rateOf(row, nowMs),
            error: row.error,
            changeGroup: row.changeGroup,
          },
    counts: row.result?.counts ?? null,
    undoUntil: canUndo ? row.undoUntil : null,
    isUndone: row.isUndone === 1,
  };
}

function rateOf(row: StatusRow, nowMs: number): number | null {
  if (row.startedAt === null || !row.done) return null;
  const seconds = ((row.finishedAt ?? nowMs) - row.startedAt) / 1_000;
  return seconds > 0 ? Math.round(row.done / seconds) : null;
}
