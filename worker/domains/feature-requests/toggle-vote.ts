import { sql } from "drizzle-orm";
import { featureRequestVotes } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { requestsWhere } from "./list-feature-requests.ts";
import type { FeatureRequest } from "./schemas.ts";

/** Gives one's vote, or takes it back; everybody has one a request. @throws NotFound */
export async function toggleVote(ctx: Context<StaffActor>, requestId: string): Promise<FeatureRequest> {
  const staffId = requireOwnStaff(ctx);
  const { found } = await read(ctx, { found: requestsWhere(ctx, sql`id = ${requestId}`) });
  const request = found[0];
  if (!request) throw new NotFound("feature request");
  const voted = !request.voted;
  const change = new Change(ctx, {
    action: voted ? "feature_requests.vote" : "feature_requests.unvote",
    summary: `${voted ? "Voted for" : "Took back the vote for"}: ${request.title}`,
    right: null,
    undoMs: UNDO_MS.none,
  });
  change.also(
    voted
      ? sql`insert into ${featureRequestVotes} (request_id, staff_id, created_at)
          values (${requestId}, ${staffId}, ${ctx.nowMs}) on conflict do nothing`
      : sql`delete from ${featureRequestVotes} where request_id = ${requestId} and staff_id = ${staffId}`,
  );
  const outcome = { ...request, voted, votes: request.votes + (voted ? 1 : -1) };
  await commit(ctx, change, outcome);
  return outcome;
}
