import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { endSessionsOf } from "./session-times.ts";

/** Ends every session of the person who asks, this one too. */
export async function endAllSessions(ctx: Context<StaffActor>): Promise<void> {
  const change = new Change(ctx, {
    action: "sessions.end_all",
    summary: "Signed out everywhere",
    right: null,
  });
  change.also(endSessionsOf(ctx.actor.id, "signed_out_everywhere", ctx.nowMs));
  await commit(ctx, change);
}
