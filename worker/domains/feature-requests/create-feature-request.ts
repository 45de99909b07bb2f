import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { featureRequestVotes } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorName, type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import type { FeatureRequest, FeatureRequestInput } from "./schemas.ts";

/** Stores a wish, with the vote of whoever has it. Everybody who is signed in may. */
export async function createFeatureRequest(
  ctx: Context<StaffActor>,
  input: FeatureRequestInput,
): Promise<FeatureRequest & { readonly change: Committed }> {
  const id = newId("featureRequest", ctx.nowMs);
  const staffId = requireOwnStaff(ctx);
  const authorName = actorName(ctx.actor);
  const change = new Change(ctx, {
    action: "feature_requests.create",
    summary: `Asked for: ${input.title}`,
    right: null,
    undoMs: UNDO_MS.none,
  });
  change.insert("featureRequests", { id, ...input, staffId, authorName });
  change.also(sql`insert into ${featureRequestVotes} (request_id, staff_id, created_at)
    values (${id}, ${staffId}, ${ctx.nowMs})`);
  const created = { id, ...input, authorName, createdAt: ctx.nowMs, votes: 1, voted: true };
  return { ...created, change: await commit(ctx, change, created) };
}
