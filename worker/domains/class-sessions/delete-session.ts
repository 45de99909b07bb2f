import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainInUse, mustBeUnused, type Reference, toUsage, usageQuery } from "../settings/in-use.ts";

const LINKS: Reference = { table: "session_links", column: "session_id" };
const ENROLLMENTS: Reference = { table: "enrollments", column: "session_id" };

/** Deletes a session in which nothing was ever held. @throws NotFound, Conflict `in_use` with the counts */
export async function deleteSession(
  ctx: Context,
  sessionId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const found = await read(ctx, {
    session: livingById("classSessions", sessionId),
    links: usageQuery(LINKS, sessionId),
    enrollments: usageQuery(ENROLLMENTS, sessionId),
  });
  const session = expectRow(found.session, "session", input.version);
  const usage = {
    classes: toUsage(found.links[0]!.found),
    enrollments: toUsage(found.enrollments[0]!.found),
  };
  if (usage.classes.count + usage.enrollments.count > 0) {
    throw new Conflict(
      "in_use",
      `Classes are held in “${session.name}”, or students enrolled into it. Take the classes out of it first; a session with enrollments stays.`,
      { usage },
    );
  }
  const change = new Change(ctx, {
    action: "sessions.delete",
    summary: `Deleted the session ${session.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("classSessions", session);
  change.also(mustBeUnused([LINKS, ENROLLMENTS], sessionId));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainInUse(error, session.name);
  }
}
