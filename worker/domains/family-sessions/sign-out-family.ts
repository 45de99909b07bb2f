import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { endSession } from "../staff-sessions/session-times.ts";
import { endLoginSessions } from "./session-times.ts";

/** Ends the session the request came with, or every one of the log-in. */
export async function signOutFamily(ctx: Context<GuardianActor>, everywhere: boolean): Promise<void> {
  const { id, tokenHash } = ctx.actor;
  const change = new Change(
    ctx,
    everywhere
      ? { action: "sessions.end_all", summary: "Signed out everywhere", right: null }
      : { action: "sessions.end", summary: "Signed out", right: null },
  );
  if (everywhere) change.also(endLoginSessions(id, "signed_out_everywhere", ctx.nowMs));
  else change.also(endSession(tokenHash, "signed_out", ctx.nowMs));
  await commit(ctx, change);
}
