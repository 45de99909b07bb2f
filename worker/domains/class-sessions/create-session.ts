import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import type { SessionInput } from "./schemas.ts";

/** Adds a session. Classes are linked to it in their own editor. */
export async function createSession(
  ctx: Context,
  input: SessionInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  const id = newId("classSession", ctx.nowMs);
  const change = new Change(ctx, {
    action: "sessions.create",
    summary: `Added the session ${input.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("classSessions", { id, ...input });
  return { id, change: await commit(ctx, change, { id }) };
}
