import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { stillThere } from "../enrollments/wanted-students.ts";
import { expectEntry, waitChange } from "./entry-writes.ts";
import type { EditWaitInput } from "./schemas.ts";
import { servesWaitlist } from "./serve-effect.ts";
import type { WaitChanged } from "./shapes.ts";

/** Changes from when on, for which slots and with whom somebody waits; the turn stays. @throws NotFound, Conflict */
export async function editWait(ctx: Context, id: string, input: EditWaitInput): Promise<WaitChanged> {
  requireRight(ctx, "enrollments", "full");
  const entry = await expectEntry(ctx, id, input.version, ["queued", "expired", "skipped"]);
  const { version: _version, ...patch } = input;
  const summary = `Changed the waitlist entry of ${entry.studentName} in ${entry.className}`;
  const change = waitChange(ctx, "update", summary);
  if (!change.update("enrollments", entry, patch)) return { version: entry.version, change: null };
  change.guard("row_living", stillThere([entry.studentId], entry.classId, input.slotIds ?? null));
  servesWaitlist(change, entry.classId);
  const version = entry.version + 1;
  return { version, change: await commit(ctx, change, { version }) };
}
