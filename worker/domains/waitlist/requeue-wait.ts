import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { oneEnrollment } from "../../../tenant-schema/places-kept.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { enrolledAlready, entryIn, waitChange } from "./entry-writes.ts";
import { RANKS_PER_MS } from "./join-waitlist.ts";
import { classOf, queueOfClass, waitEntry } from "./queue.ts";
import type { RequeueInput } from "./schemas.ts";
import { servesWaitlist } from "./serve-effect.ts";
import type { WaitChanged } from "./shapes.ts";

/** Puts somebody whose offer is over, or who was skipped, at the end of the queue. @throws NotFound, Conflict */
export async function requeueWait(ctx: Context, id: string, input: RequeueInput): Promise<WaitChanged> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, { entry: waitEntry(ctx, id), queue: queueOfClass(ctx, classOf(id)) });
  const entry = entryIn(ctx, found.entry, input.version, ["expired", "declined", "skipped"]);
  const last = found.queue.at(-1)?.waitRank ?? 0;
  const summary = `Put ${entry.studentName} back on the waitlist of ${entry.className}`;
  const change = waitChange(ctx, "requeue", summary);
  change.update("enrollments", entry, {
    waitState: "queued",
    waitRank: Math.max(ctx.nowMs * RANKS_PER_MS, last + 1),
    waitOfferedAt: null,
    waitExpiresAt: null,
    endsOn: null,
    droppedAt: null,
    dropNote: null,
  });
  change.ensure("one_enrollment", oneEnrollment([id], ctx.nowMs));
  servesWaitlist(change, entry.classId);
  const version = entry.version + 1;
  try {
    return { version, change: await commit(ctx, change, { version }) };
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guard === "one_enrollment")) throw error;
    throw enrolledAlready(entry.studentName);
  }
}
