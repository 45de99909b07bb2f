import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { stateOf, type WaitEntry, type WaitState, waitEntry } from "./queue.ts";

/** An entry at the version it was seen at, in one of the states an act is for. @throws NotFound, Conflict */
export async function expectEntry(
  ctx: Context,
  id: string,
  version: number,
  states: readonly WaitState[],
): Promise<WaitEntry> {
  const found = await read(ctx, { entry: waitEntry(ctx, id) });
  return entryIn(ctx, found.entry, version, states);
}

export function entryIn(
  ctx: Context,
  found: readonly WaitEntry[],
  version: number,
  states: readonly WaitState[],
): WaitEntry {
  const entry = expectRow(found, "waitlist entry", version);
  if (states.includes(stateOf(entry, ctx.nowMs))) return entry;
  throw new Conflict(
    "not_waiting",
    `${entry.studentName} is not in that state on the waitlist any more. Look at the list as it is now.`,
  );
}

/** An act on the waitlist; `summary` says it to people. */
export function waitChange(ctx: Context, action: string, summary: string): Change {
  return new Change(ctx, {
    action: `waitlist.${action}`,
    summary,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
}

/** Those whose turn comes first. */
export function aheadOf(queue: readonly WaitEntry[], entry: WaitEntry): { id: string; name: string }[] {
  const key = (one: WaitEntry) => [one.waitRank ?? 0, one.id] as const;
  const [rank, id] = key(entry);
  return queue
    .filter((one) => {
      const [otherRank, otherId] = key(one);
      return otherRank < rank || (otherRank === rank && otherId < id);
    })
    .map((one) => ({ id: one.id, name: one.studentName }));
}

/** Somebody who left the queue found another way into the class meanwhile. */
export function enrolledAlready(studentName: string): Conflict {
  return new Conflict("already_enrolled", `${studentName} is in this class or on its waitlist already.`);
}
