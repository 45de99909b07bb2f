import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { entryIn, waitChange } from "./entry-writes.ts";
import { RANKS_PER_MS } from "./join-waitlist.ts";
import { classOf, queueOfClass, type WaitEntry, waitEntry } from "./queue.ts";
import type { MoveInput } from "./schemas.ts";
import { servesWaitlist } from "./serve-effect.ts";
import type { WaitChanged } from "./shapes.ts";

/**
 * Gives somebody another turn, with a reason that the history keeps.
 * @throws NotFound, Conflict `not_waiting` | `changed_meanwhile`
 */
export async function moveWait(ctx: Context, id: string, input: MoveInput): Promise<WaitChanged> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, { entry: waitEntry(ctx, id), queue: queueOfClass(ctx, classOf(id)) });
  const entry = entryIn(ctx, found.entry, input.version, ["queued", "offered"]);
  const others = found.queue.filter((one) => one.id !== id);
  const at = input.afterId === null ? 0 : others.findIndex((one) => one.id === input.afterId) + 1;
  if (input.afterId !== null && at === 0) throw new NotFound("waitlist entry");
  const summary = `Moved ${entry.studentName} to position ${at + 1} on the waitlist of ${entry.className}: ${input.reason}`;
  const change = waitChange(ctx, "move", summary);
  const order = [...others.slice(0, at), entry, ...others.slice(at)];
  rank(ctx, change, order, at);
  change.guard("queue_turn", orderIs(found.queue));
  servesWaitlist(change, entry.classId);
  const version = entry.version + 1;
  try {
    return { version, change: await commit(ctx, change, { version }) };
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guard === "queue_turn")) throw error;
    throw new Conflict(
      "changed_meanwhile",
      "The waitlist changed at the same moment. Look at it and try again.",
    );
  }
}

/** Between its new neighbours; where nothing is left between them, everybody is ranked anew behind one another. */
function rank(ctx: Context, change: Change, order: readonly WaitEntry[], at: number): void {
  const entry = order[at] as WaitEntry;
  const before = order[at - 1]?.waitRank ?? (order[at + 1]?.waitRank ?? 0) - 2 * RANKS_PER_MS;
  const after = order[at + 1]?.waitRank ?? before + 2 * RANKS_PER_MS;
  const middle = Math.floor((before + after) / 2);
  if (middle > before && middle < after) {
    change.update("enrollments", entry, { waitRank: middle });
    return;
  }
  const first = (ctx.nowMs - order.length) * RANKS_PER_MS;
  order.forEach((one, i) => {
    change.update("enrollments", one, { waitRank: first + i * RANKS_PER_MS });
  });
}

/** The queue is still the one that was looked at. */
function orderIs(queue: readonly WaitEntry[]) {
  const seen = JSON.stringify(queue.map((one) => [one.id, one.waitRank]));
  return sql`not exists (select 1 from json_each(${seen}) j left join enrollments w
    on w.id = j.value ->> 0 and w.wait_rank = j.value ->> 1 and w.deleted_at is null where w.id is null)`;
}
