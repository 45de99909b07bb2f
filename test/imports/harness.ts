import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { allColumns, select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { tasks } from "../../tenant-schema/foundation.ts";
import { importTaskOf } from "../../worker/domains/imports/import-task.ts";
import type { FileStore } from "../../worker/domains/imports/page-store.ts";
import { previewImport, previewPage } from "../../worker/domains/imports/preview-import.ts";
import {
  type ImportCounts,
  type ImportMapping,
  importMapping,
  type RowOutcome,
  type RowOutcomeKind,
} from "../../worker/domains/imports/schemas.ts";
import { startImport } from "../../worker/domains/imports/start-import.ts";
import { uploadImport } from "../../worker/domains/imports/upload-import.ts";
import type { TaskStep } from "../../worker/jobs/task.ts";
import type { Context, StaffActor, SystemActor } from "../../worker/kernel/context.ts";
import { contextOf, TEST_NOW_MS } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";

export const store: FileStore = (env as unknown as { FILES: R2Bucket }).FILES;

/** So small that a few rows make several steps. */
export const FAMILIES_PER_STEP = 2;
let clockMs = TEST_NOW_MS;

/** Changes are undone in the order of their ids, which begin with the time. */
export function tick(): number {
  clockMs += 10;
  return clockMs;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function uploadCsv(ctx: Context, text: string, name = "families.csv") {
  return uploadImport({ ...ctx, nowMs: tick() }, store, [{ name, bytes: bytesOf(text) }]);
}

export interface Run {
  readonly importId: string;
  readonly taskId: string;
  readonly changeGroup: string;
  readonly counts: ImportCounts;
  readonly text: string;
}

export interface RunOptions {
  readonly mapping?: Partial<ImportMapping>;
  readonly name?: string;
  readonly familiesPerStep?: number;
}

/** Uploads the file, takes the mapping that is proposed, and runs the import to its end. */
export async function runCsv(
  tenant: TestTenant,
  ctx: Context<StaffActor>,
  text: string,
  options: RunOptions = {},
): Promise<Run> {
  const draft = await uploadCsv(ctx, text, options.name);
  const mapping = importMapping.parse({ ...draft.guess, ...options.mapping });
  const { taskId } = await startImport({ ...ctx, nowMs: tick() }, store, draft.id, mapping);
  return finishTask(tenant, draft.id, taskId, options.familiesPerStep);
}

export async function finishTask(
  tenant: TestTenant,
  importId: string,
  taskId: string,
  familiesPerStep = FAMILIES_PER_STEP,
): Promise<Run> {
  const { changeGroup, result } = await runTask(
    tenant,
    tenant.database,
    taskId,
    importTaskOf(familiesPerStep),
  );
  return { importId, taskId, changeGroup, ...(result as { counts: ImportCounts; text: string }) };
}

/** Step after step from where the task is, as the runner does, until it is over. */
export async function runTask(
  tenant: TestTenant,
  database: TenantDatabase,
  taskId: string,
  step: TaskStep<{ env: { FILES: FileStore } }>,
): Promise<{ changeGroup: string; result: unknown }> {
  await database.commit({
    statements: [
      statement(sql`update tasks set status = 'running' where id = ${taskId} and status = 'queued'`),
    ],
  });
  for (;;) {
    const { found } = await database.read({
      found: select(allColumns(tasks), sql`from ${tasks} where ${tasks.id} = ${taskId}`),
    });
    const task = found[0]!;
    const changeGroup = task.changeGroup as string;
    if (task.status !== "running") return { changeGroup, result: task.result };
    const actor: SystemActor = {
      kind: "system",
      name: "jobs",
      onBehalfOf: { id: task.staffId!, name: task.actorName },
    };
    const ctx = contextOf(tenant, actor, { nowMs: tick(), database });
    await step(ctx, { ...task, changeGroup }, { env: { FILES: store } });
  }
}

/** All rows of one outcome of a dry run. */
export async function previewCsv(ctx: Context, text: string, mapping: Partial<ImportMapping> = {}) {
  const draft = await uploadCsv(ctx, text);
  const whole = importMapping.parse({ ...draft.guess, ...mapping });
  const { counts, previewId } = await previewImport(ctx, store, draft.id, whole);
  const rowsOf = async (outcome: RowOutcomeKind): Promise<RowOutcome[]> => {
    const rows: RowOutcome[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await previewPage(ctx, store, draft.id, {
        outcome,
        previewId,
        ...(cursor ? { cursor } : {}),
      });
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    return rows;
  };
  return { counts, rowsOf, draft, previewId };
}

/** Everything an import writes, without ids, times and versions: what two runs must agree on. */
export async function contentOf(database: TenantDatabase, familyName = "%") {
  const { families } = await database.read({
    families: select(
      {
        family: sql<string>`json_object('name', f.name, 'city', f.city, 'review', f.review_reason, 'version', f.version,
          'referral', (select label from list_items where id = f.referral_source_id))`,
        guardians: sql<string>`(select json_group_array(line) from (select first_name || ' ' || last_name || ' ' || is_primary
          || ' ' || version || ' ' || position as line from guardians where family_id = f.id and deleted_at is null order by line))`,
        emails: sql<string>`(select json_group_array(line) from (select address || ' ' || is_primary || ' ' || version as line
          from emails where family_id = f.id and deleted_at is null order by line))`,
        phones: sql<string>`(select json_group_array(line) from (select number || ' ' || coalesce(e164, '') || ' ' || is_primary as line
          from phones where family_id = f.id and deleted_at is null order by line))`,
        students: sql<string>`(select json_group_array(line) from (select first_name || ' ' || last_name || ' '
          || coalesce(birth_date, '') || ' ' || coalesce(allergies, '') || ' ' || version as line
          from students where family_id = f.id and deleted_at is null order by line))`,
        keys: sql<string>`(select json_group_array(line) from (select source || ' ' || key as line
          from external_ids where id = f.id order by line))`,
        words: sql<string>`(select words from family_list where family_id = f.id)`,
        audit: sql<number>`(select count(*) from change_rows where subject_id = f.id)`,
      },
      sql`from families f where f.deleted_at is null and f.name like ${familyName} order by f.sort_name, keys`,
    ),
  });
  return families;
}
