import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { declineWait } from "./decline-wait.ts";
import { expectEntry, waitChange } from "./entry-writes.ts";
import type { DeclineInput } from "./schemas.ts";
import { servesWaitlist } from "./serve-effect.ts";
import type { WaitChanged } from "./shapes.ts";

/** The family does not want the place any more: the entry leaves the queue. @throws NotFound, Conflict */
export async function declineOffer(ctx: Context, id: string, input: DeclineInput): Promise<WaitChanged> {
  requireRight(ctx, "enrollments", "full");
  const entry = await expectEntry(ctx, id, input.version, ["queued", "offered", "expired", "skipped"]);
  const summary = `Took ${entry.studentName} off the waitlist of ${entry.className}`;
  const change = waitChange(ctx, "decline", summary);
  declineWait(ctx, change, entry, input.note);
  servesWaitlist(change, entry.classId);
  const version = entry.version + 1;
  return { version, change: await commit(ctx, change, { version }) };
}
