import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { changes, tasks } from "../../../tenant-schema/foundation.ts";
import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { isRight } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";
import { changedSince, type LaterChange, leftToUndo } from "./group-queries.ts";

/** The task that takes a whole act back. */
export const UNDO_GROUP = "undo-group";

const MAX_NAMED = 5;

/**
 * Starts undoing everything that a bulk act did. It refuses before anything is touched when it could not be carried
 * through; each of its steps is guarded all the same.
 * @throws NotFound, Forbidden, Conflict `already_undone` | `undo_too_late` | `still_running` | `changed_since`
 */
export async function undoGroup(
  ctx: Context,
  groupId: string,
): Promise<{ taskId: string; change: Committed }> {
  const found = await read(ctx, {
    rights: select(
      { rightKey: changes.rightKey },
      sql`from ${changes} where ${changes.groupId} = ${groupId} group by ${changes.rightKey}`,
    ),
    left: select(
      {
        count: sql<number>`count(*)`,
        until: sql<number | null>`min(coalesce(${changes.undoUntil}, 0))`,
      },
      leftToUndo(groupId),
    ),
    origin: select(
      { title: tasks.title },
      sql`from ${tasks} where ${tasks.changeGroup} = ${groupId} limit 1`,
    ),
    busy: busy(groupId),
    since: changedSince(groupId, MAX_NAMED),
  });
  if (found.rights.length === 0) throw new NotFound("bulk act");
  for (const { rightKey } of found.rights) {
    if (rightKey !== null && isRight(rightKey)) requireRight(ctx, rightKey, "full");
  }
  const title = found.origin[0]?.title ?? "a bulk act";
  const { count, until } = found.left[0]!;
  refuseUnlessUndoable(ctx, title, {
    count,
    until: until ?? 0,
    busy: found.busy[0]!.yes,
    since: found.since,
  });
  const change = new Change(ctx, {
    action: "change_groups.undo",
    summary: `Started to undo: ${title}`,
    right: null,
  });
  const input = { groupId };
  const taskId = startTask(ctx, change, { kind: UNDO_GROUP, title: `Undo: ${title}`, input, total: count });
  return { taskId, change: await commit(ctx, change, { taskId }) };
}

/** Whether the act itself, or an undo of it, is still under way. */
function busy(groupId: string): Query<{ yes: boolean }> {
  const open: SQL = sql`select 1 from ${tasks} where ${tasks.status} in ('queued', 'running')
    and (${tasks.changeGroup} = ${groupId}
      or (${tasks.kind} = ${UNDO_GROUP} and ${tasks.input}->>'groupId' = ${groupId}))`;
  return select({ yes: flag(sql`exists (${open})`) }, sql``);
}

interface Findings {
  readonly count: number;
  readonly until: number;
  readonly busy: boolean;
  readonly since: readonly LaterChange[];
}

function refuseUnlessUndoable(ctx: Context, title: string, found: Findings): void {
  if (found.busy) {
    throw new Conflict(
      "still_running",
      `“${title}” is still under way. Cancel it, or wait until it is done.`,
    );
  }
  if (found.count === 0) throw new Conflict("already_undone", `“${title}” was already undone.`);
  if (found.until < ctx.nowMs) throw new Conflict("undo_too_late", `“${title}” can no longer be undone.`);
  const [first] = found.since;
  if (!first) return;
  throw new Conflict(
    "changed_since",
    `This can't be undone as a whole any more: records of it were changed since, for example “${first.summary}” by ${first.actorName}. Undo those changes first, or correct single records.`,
    { changes: found.since },
  );
}
