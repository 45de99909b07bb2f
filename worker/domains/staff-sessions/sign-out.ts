import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { endSession } from "./session-times.ts";

/** Ends the session the request came with. */
export async function signOut(ctx: Context<StaffActor>): Promise<void> {
  const change = new Change(ctx, { action: "sessions.end", summary: "Signed out", right: null });
  change.also(endSession(ctx.actor.tokenHash, "signed_out", ctx.nowMs));
  await commit(ctx, change);
}
