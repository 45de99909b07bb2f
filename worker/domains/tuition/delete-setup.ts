import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainInUse, mustBeUnused, toUsage, usageQuery } from "../settings/in-use.ts";
import { SETUP_LISTS, type SetupEntity } from "./setup-lists.ts";

/** Deletes an entry that nothing uses any more. @throws NotFound, Conflict `in_use` with the counts */
export async function deleteSetup(
  ctx: Context,
  entity: SetupEntity,
  id: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "billing_setup", "full");
  const { noun, uses } = SETUP_LISTS[entity];
  const named = Object.entries(uses);
  const { entry: found, ...counts } = await read(ctx, {
    entry: livingById(entity, id),
    ...Object.fromEntries(named.map(([what, use]) => [what, usageQuery(use, id)] as const)),
  });
  const entry = expectRow(found, noun, input.version);
  const usage = named
    .map(
      ([what]) =>
        [what, (counts[what as keyof typeof counts] as Counted | undefined)?.[0]?.found ?? 0] as const,
    )
    .filter(([, count]) => count > 0);
  if (usage.length > 0) throw inUse(entry.name, usage);
  const change = new Change(ctx, {
    action: `${entity}.delete`,
    summary: `Deleted the ${noun} ${entry.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove(entity, entry);
  if (named.length > 0) change.also(mustBeUnused(Object.values(uses), id));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainInUse(error, entry.name);
  }
}

type Counted = readonly { readonly found: number }[];

function inUse(name: string, usage: readonly (readonly [string, number])[]): Conflict {
  const counted = usage.map(([what, found]) => [what, toUsage(found)] as const);
  const parts = counted.map(([what, { count, atLeast }]) => `${atLeast ? "more than " : ""}${count} ${what}`);
  return new Conflict(
    "in_use",
    `“${name}” is still used (${parts.join(", ")}). Let it expire or choose another one there first.`,
    { usage: Object.fromEntries(counted) },
  );
}
