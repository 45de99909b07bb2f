import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { expectEntry, waitChange } from "./entry-writes.ts";
import type { SkipInput } from "./schemas.ts";
import { servesWaitlist } from "./serve-effect.ts";
import type { WaitChanged } from "./shapes.ts";

/** Passes somebody over, or takes an offer back; they can be put into the queue again. @throws NotFound, Conflict */
export async function skipWait(ctx: Context, id: string, input: SkipInput): Promise<WaitChanged> {
  requireRight(ctx, "enrollments", "full");
  const entry = await expectEntry(ctx, id, input.version, ["queued", "offered", "expired"]);
  const summary = `Skipped ${entry.studentName} on the waitlist of ${entry.className}: ${input.reason}`;
  const change = waitChange(ctx, "skip", summary);
  change.update("enrollments", entry, { waitState: "skipped" });
  servesWaitlist(change, entry.classId);
  const version = entry.version + 1;
  return { version, change: await commit(ctx, change, { version }) };
}
