import { sql } from "drizzle-orm";
import { type AnySQLiteTable, getTableConfig } from "drizzle-orm/sqlite-core";
import { GuardFailed } from "../../control-plane/database-errors.ts";
import { allColumns, type Query, select } from "../../control-plane/query.ts";
import { type EntityName, entities, isEntityName } from "../../tenant-schema/entities.ts";
import { changeRows, changes, outbox } from "../../tenant-schema/foundation.ts";
import { Change, type Current, UNDO_MS } from "./change.ts";
import { type Committed, commit } from "./commit.ts";
import { type Context, requireRight } from "./context.ts";
import { Conflict, NotFound } from "./errors.ts";
import { ledgerConflict } from "./kept-ledger.ts";
import { undoConflict } from "./kept-places.ts";
import { isRight } from "./permissions.ts";
import { read } from "./read.ts";

type StoredRow = typeof changeRows.$inferSelect;
type StoredChange = typeof changes.$inferSelect;

/**
 * Takes one change back: a guarded inverse change that refuses, saying what, when any of its rows changed since.
 * The inverse is a change like any other and can itself be undone. `mayUndoRow` throws where a record takes more rights
 * than the one that the change is kept under.
 * @throws NotFound, Forbidden, Conflict `undo_too_late` | `already_undone` | `changed_since` |
 * `place_gone` | `enrolled_again` | `attendance_taken`
 */
export async function undoChange(
  ctx: Context,
  changeId: string,
  mayUndoRow: (row: StoredRow, current: Current | undefined) => void = () => {},
): Promise<Committed> {
  const { stored, rows } = await read(ctx, {
    stored: select(allColumns(changes), sql`from ${changes} where ${changes.id} = ${changeId}`),
    rows: select(
      allColumns(changeRows),
      sql`from ${changeRows} where ${changeRows.changeId} = ${changeId} order by ${changeRows.position} desc`,
    ),
  });
  const original = stored[0];
  if (!original) throw new NotFound("change");
  for (const row of rows) refuseMoney(row);
  mayUndo(ctx, original);
  const current = await currentRows(ctx, rows);
  for (const row of rows) mayUndoRow(row, current.get(row.entityId));
  return commitInverse(ctx, inverseOf(ctx, original, rows, current));
}

/** Commits an inverse change; what it could not bring back is a conflict with a reason. */
export async function commitInverse(ctx: Context, change: Change): Promise<Committed> {
  try {
    return await commit(ctx, change);
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    throw undoConflict(error.guard) ?? ledgerConflict(error.guard) ?? error;
  }
}

/** @throws when the actor may not, or the time is over, or it was done already */
export function mayUndo(ctx: Context, original: StoredChange): void {
  if (original.rightKey !== null && isRight(original.rightKey)) requireRight(ctx, original.rightKey, "full");
  if (original.undoneBy !== null) {
    throw new Conflict("already_undone", `“${original.summary}” was already undone.`);
  }
  if (original.undoUntil === null || original.undoUntil < ctx.nowMs) {
    throw new Conflict("undo_too_late", `“${original.summary}” can no longer be undone.`);
  }
}

/** The inverse of a change, over the rows as they are now; `groupId` when it is part of undoing a whole group. */
export function inverseOf(
  ctx: Context,
  original: StoredChange,
  rows: readonly StoredRow[],
  current: ReadonlyMap<string, Current>,
  groupId?: string,
): Change {
  const change = new Change(ctx, {
    action: `${original.action}.undo`,
    summary: `Undid: ${original.summary}`,
    right: original.rightKey !== null && isRight(original.rightKey) ? original.rightKey : null,
    undoMs: UNDO_MS.ordinary,
    undoOf: original.id,
    ...(groupId === undefined ? {} : { groupId }),
  });
  for (const row of rows) invert(change, row, current.get(row.entityId));
  change.guard(
    "not_undone",
    sql`exists (select 1 from ${changes} where ${changes.id} = ${original.id} and ${changes.undoneBy} is null)`,
  );
  change.also(sql`update ${changes} set undone_by = ${change.id} where ${changes.id} = ${original.id}`);
  change.also(sql`update ${outbox} set cancelled_at = ${ctx.nowMs}
    where ${outbox.changeId} = ${original.id} and ${outbox.doneAt} is null and ${outbox.cancelledAt} is null`);
  return change;
}

const MONEY: ReadonlySet<string> = new Set(["charges", "chargeLines", "payments", "refunds", "disputes"]);
const MONEY_STATES = ["status", "voidedOn", "settledOn", "closedOn"];

/** Postings only grow, so what made or closed a document of money is reversed by an act of its own. @throws Conflict */
function refuseMoney({ entity, op, entityId, subjectId, after }: StoredRow): void {
  if (!MONEY.has(entity)) return;
  const isTold = after?.version === undefined;
  if (op === "update" && !isTold && !MONEY_STATES.some((field) => field in after)) return;
  throw new Conflict(
    "money_stays",
    "Money is not undone but reversed: void the charge, payment or credit in the family's ledger instead.",
    { entity, entityId, subjectId },
  );
}

/** Adds the inverse of one row to a change. @throws Conflict `changed_since` | `money_stays` */
export function invert(change: Change, row: StoredRow, current: Current | undefined): void {
  const entity = row.entity as EntityName;
  refuseMoney(row);
  if (!current || current.version !== (row.after?.version as number | undefined)) {
    throw new Conflict(
      "changed_since",
      `This can't be undone any more: the ${entities[entity].noun} was changed since. Its history shows by whom.`,
      { entity, entityId: row.entityId, subjectId: row.subjectId },
    );
  }
  // Settings are never deleted; empty ones are as if nobody had decided anything.
  if (row.op === "insert" && entity === "settings") change.update(entity, current, { value: {} });
  else if (row.op === "insert") change.remove(entity, current);
  else if (row.op === "delete") change.restore(entity, current);
  else if (row.op === "restore") change.remove(entity, current);
  else {
    const { version: _version, ...before } = row.before ?? {};
    change.update(entity, current, before as never);
  }
}

/** The rows a change touched, as they are now, read in one round trip. */
export async function currentRows(
  ctx: Context,
  rows: readonly Pick<StoredRow, "entity" | "entityId">[],
): Promise<Map<string, Current>> {
  const ids = new Map<EntityName, string[]>();
  for (const row of rows) {
    if (!isEntityName(row.entity)) throw new Error(`Unknown entity in the audit log: ${row.entity}`);
    ids.set(row.entity, [...(ids.get(row.entity) ?? []), row.entityId]);
  }
  const queries: Record<string, Query<Current>> = {};
  for (const [entity, wanted] of ids) {
    const table = entities[entity].table as AnySQLiteTable;
    const name = sql.identifier(getTableConfig(table).name);
    queries[entity] = select(
      allColumns(table),
      sql`from ${name} where ${name}.id in (select value from json_each(${JSON.stringify(wanted)}))`,
    ) as Query<Current>;
  }
  const answers = await read(ctx, queries);
  return new Map(Object.values(answers).flatMap((found) => found.map((row) => [row.id, row] as const)));
}
