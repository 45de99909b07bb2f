import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { imports } from "../../../tenant-schema/foundation.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { advance, type TaskProgress, type TaskStep } from "../../jobs/task.ts";
import { Change, type ChangeOptions, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorName, type Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { readExisting } from "./existing-queries.ts";
import { finishImport } from "./finish-import.ts";
import { loadImport } from "./import-records.ts";
import { chunksPath, type ImportRun, resultPath, type StepResult } from "./import-run.ts";
import { ImportTally } from "./import-tally.ts";
import type { RowGroup } from "./incoming.ts";
import { type FileStore, openPages, type PageReader, PageWriter } from "./page-store.ts";
import { type ImportPlan, planImport } from "./plan-import.ts";
import { readGroups } from "./read-groups.ts";
import { type ImportMapping, importMapping } from "./schemas.ts";
import { writePlan } from "./write-plan.ts";

/** A chunk that loses this many races in a row is tried again later. */
const MAX_RACES = 5;

export interface ImportServices {
  readonly env: { readonly FILES: FileStore };
}

const taskInput = z.object({ importId: z.string(), mapping: importMapping });

/**
 * The import itself. The first step reads the files into chunks of families; each later one writes a chunk, matched
 * against the account as it is then; the last one gathers the result. Every step commits its progress with its rows.
 */
export const importTaskOf =
  (familiesPerStep: number): TaskStep<ImportServices> =>
  async (ctx, task, services) => {
    const run: ImportRun = { ...taskInput.parse(task.input), store: services.env.FILES, task };
    if (task.cursor === 0) return prepare(ctx, run, familiesPerStep);
    const pages = await openPages(run.store, chunksPath(ctx, run.importId));
    if (!pages) throw new Error(`Import ${run.importId} has lost its chunks`);
    if (task.cursor <= pages.count) return writeChunk(ctx, run, pages);
    return finish(ctx, run);
  };

/** One step writes so many families: a batch of about half a second, well under every limit of D1. */
export const importTask = importTaskOf(250);

async function prepare(ctx: Context, run: ImportRun, familiesPerStep: number): Promise<TaskProgress> {
  const loaded = await loadImport(ctx, run.store, run.importId);
  const read = readGroups(loaded, run.mapping, ctx.account);
  const writer = new PageWriter(run.store, chunksPath(ctx, run.importId));
  for (let start = 0; start < read.families; start += familiesPerStep) {
    await writer.add(read.slice(start, start + familiesPerStep));
  }
  await writer.finish(null);
  const tally = new ImportTally();
  tally.addRefused(read.refused.length);
  const refused = read.refused.map(({ file, row, reasons }) => ({ file, row, reasons }));
  const result: StepResult = { counts: tally.counts(), refused };
  await run.store.put(resultPath(ctx, run.importId, "prepared"), JSON.stringify(result));
  const progress = { cursor: 1, done: refused.length, total: read.rows };
  await commitStep(
    ctx,
    run,
    { action: "imports.prepare", summary: "Read the files of an import", right: "import" },
    progress,
  );
  return progress;
}

async function writeChunk(ctx: Context, run: ImportRun, pages: PageReader): Promise<TaskProgress> {
  const { task } = run;
  const groups = (await pages.page(task.cursor - 1)) as RowGroup[];
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const progress = { cursor: task.cursor + 1, done: task.done + rows, total: task.total };
  const part = pages.count > 1 ? `, part ${task.cursor} of ${pages.count}` : "";
  const options = {
    action: "imports.run",
    summary: `Imported ${rows} rows${part}`,
    right: "import",
    undoMs: UNDO_MS.ordinary,
    groupId: task.changeGroup,
  } as const;
  for (let races = 0; ; races++) {
    const plan = await planChunk(ctx, run.mapping, groups);
    try {
      await commitStep(ctx, run, options, progress, plan);
      return progress;
    } catch (error) {
      if (!isLostRace(error)) throw error;
      // Not an error of the person's: the task stays where it is and is taken up again later.
      if (races >= MAX_RACES) throw new Error(`Lost ${races} races in a row`, { cause: error });
    }
  }
}

/** Reads what the account has and decides; the rows are matched anew in every attempt. */
export async function planChunk(
  ctx: Context,
  mapping: ImportMapping,
  groups: readonly RowGroup[],
): Promise<ImportPlan> {
  const existing = await readExisting(ctx, groups, mapping.idSource);
  return planImport(groups, existing, {
    idSource: mapping.idSource,
    whenMatched: mapping.whenMatched,
    mint: (kind) => newId(kind, ctx.nowMs),
  });
}

async function commitStep(
  ctx: Context,
  run: ImportRun,
  options: ChangeOptions,
  progress: TaskProgress,
  plan?: ImportPlan,
): Promise<void> {
  const change = new Change(ctx, options);
  if (plan) {
    writePlan(change, plan, (kind) => newId(kind, ctx.nowMs), actorName(ctx.actor));
    // Kept under the change's own id before it is committed: a result counts when its change does.
    await run.store.put(resultPath(ctx, run.importId, change.id), JSON.stringify(resultOf(plan)));
  }
  advance(ctx, change, run.task, progress);
  await commit(ctx, change);
}

function resultOf(plan: ImportPlan): StepResult {
  const tally = new ImportTally();
  tally.add(plan);
  const refused = plan.outcomes.filter((outcome) => outcome.outcome === "refused");
  return {
    counts: tally.counts(),
    refused: refused.map(({ file, row, reasons }) => ({ file, row, reasons })),
  };
}

/** Somebody changed a family, took a key, or added the same entry to a list between our reading and our writing. */
function isLostRace(error: unknown): boolean {
  return (
    error instanceof UniqueViolation || (error instanceof Conflict && error.code === "changed_meanwhile")
  );
}

async function finish(ctx: Context, run: ImportRun): Promise<TaskProgress> {
  const result = await finishImport(ctx, run);
  const progress = {
    cursor: run.task.cursor + 1,
    done: run.task.total ?? run.task.done,
    total: run.task.total,
    result,
  };
  const change = new Change(ctx, { action: "imports.finish", summary: result.text, right: "import" });
  change.also(
    sql`update ${imports} set status = 'done', updated_at = max(${ctx.nowMs}, updated_at + 1) where id = ${run.importId}`,
  );
  advance(ctx, change, run.task, progress);
  await commit(ctx, change);
  return progress;
}
