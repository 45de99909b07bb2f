import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { flag, select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { classesById, keywordLinksOf, sessionLinksOf, slotsOf, versionsOf } from "./class-records.ts";

/**
 * Deletes a class that was never used, with its slots; one that somebody was ever in is archived instead.
 * @throws NotFound, Conflict `class_used`
 */
export async function deleteClass(
  ctx: Context,
  classId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "classes", "full");
  const found = await read(ctx, {
    class: classesById(ctx, [classId], "full"),
    slots: slotsOf(classId),
    versions: versionsOf(classId),
    sessions: sessionLinksOf(classId),
    keywords: keywordLinksOf([classId]),
    used: select({ used: flag(everUsed(sql`${classId}`)) }, sql``),
  });
  const before = expectRow(found.class, "class", input.version);
  if (found.used[0]?.used) throw wasUsed(before.name);
  const change = new Change(ctx, {
    action: "classes.delete",
    summary: `Deleted the class ${before.name}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("classes", before);
  for (const slot of found.slots) change.remove("slots", slot);
  for (const version of found.versions) change.remove("slotVersions", version);
  for (const link of found.sessions) change.remove("sessionLinks", link);
  for (const link of found.keywords) change.remove("keywordLinks", link);
  change.guard("not_in_use", sql`not ${everUsed(sql`${classId}`)}`);
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "not_in_use") throw wasUsed(before.name);
    throw error;
  }
}

/** Whether anybody was ever enrolled in a class or waited for it. Marks hang on enrollments. */
export function everUsed(classId: SQL): SQL {
  return sql`exists (select 1 from enrollments e where e.class_id = ${classId} and e.deleted_at is null)`;
}

function wasUsed(name: string): Conflict {
  return new Conflict(
    "class_used",
    `Students have been in ${name}, so it stays in their history. Archive it instead: it leaves the daily lists.`,
  );
}
