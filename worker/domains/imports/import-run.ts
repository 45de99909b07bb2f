import type { RunningTask } from "../../jobs/task.ts";
import type { Context } from "../../kernel/context.ts";
import { type FileStore, importPath } from "./page-store.ts";
import type { ImportCounts, ImportMapping } from "./schemas.ts";

/** What every step of one import works with. */
export interface ImportRun {
  readonly importId: string;
  readonly mapping: ImportMapping;
  readonly store: FileStore;
  readonly task: RunningTask;
}

/** What one step came to. */
export interface StepResult {
  readonly counts: ImportCounts;
  readonly refused: readonly RefusedPlace[];
}

/** A refused row by where it stands; its cells are in the file. */
export interface RefusedPlace {
  readonly file: string;
  readonly row: number;
  readonly reasons: readonly string[];
}

export function chunksPath(ctx: Context, importId: string): string {
  return importPath(ctx.account.id, importId, "chunks");
}

export function resultPath(ctx: Context, importId: string, step: string): string {
  return importPath(ctx.account.id, importId, `results/${step}.json`);
}

export function refusedPath(ctx: Context, importId: string): string {
  return importPath(ctx.account.id, importId, "refused.csv");
}
