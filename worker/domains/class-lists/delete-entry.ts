import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainInUse, mustBeUnused, toUsage, usageQuery } from "../settings/in-use.ts";
import { ENTRY_LISTS } from "./entry-lists.ts";
import type { ClassListEntity, EntryUses } from "./schemas.ts";

/**
 * Deletes a program, a level or a room that nothing points at any more; what was taught in it keeps its name.
 * @throws NotFound, Conflict `in_use` with the counts | `changed_meanwhile`
 */
export async function deleteEntry(
  ctx: Context,
  entity: ClassListEntity,
  id: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { noun, uses } = ENTRY_LISTS[entity];
  const { entry: found, ...counts } = await read(ctx, {
    entry: livingById(entity, id),
    ...usageQueries(entity, id),
  });
  const entry = expectRow(found, noun, input.version);
  const usage = usesOf(entity, counts);
  if (Object.keys(usage).length > 0) throw inUse(entry.name, usage);
  const change = new Change(ctx, {
    action: `${entity}.delete`,
    summary: `Deleted the ${noun} ${entry.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove(entity, entry);
  change.also(mustBeUnused(Object.values(uses), id));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainInUse(error, entry.name);
  }
}

function usageQueries(entity: ClassListEntity, id: string) {
  return Object.fromEntries(
    Object.entries(ENTRY_LISTS[entity].uses).map(([what, use]) => [what, usageQuery(use, id)] as const),
  );
}

/** Only what is there. */
function usesOf(
  entity: ClassListEntity,
  counts: Readonly<Record<string, readonly { readonly found: number }[]>>,
): EntryUses {
  const counted = Object.keys(ENTRY_LISTS[entity].uses).map(
    (what) => [what, counts[what]?.[0]?.found ?? 0] as const,
  );
  return Object.fromEntries(counted.flatMap(([what, found]) => (found > 0 ? [[what, toUsage(found)]] : [])));
}

function inUse(name: string, usage: EntryUses): Conflict {
  const parts = Object.entries(usage).map(
    ([what, { count, atLeast }]) => `${atLeast ? "more than " : ""}${count} ${what}`,
  );
  return new Conflict(
    "in_use",
    `“${name}” is still used (${parts.join(", ")}). Choose another one there first, or rename it.`,
    { usage },
  );
}
