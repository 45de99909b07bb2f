import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { sessions } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { endSessionsOf } from "../staff-sessions/session-times.ts";
import { fullName } from "./staff-rows.ts";

/**
 * Signs somebody out: everywhere, or of the session that `sessionId` names. It takes effect with the person's next
 * request. Answers no change when nobody was signed in.
 * @throws NotFound
 */
export async function endSessions(
  ctx: Context,
  staffId: string,
  input: { readonly sessionId?: string | undefined },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "staff", "full");
  const found = await read(ctx, {
    person: livingById("staff", staffId),
    live: liveSessionIds(staffId, ctx.nowMs),
  });
  const person = expectRow(found.person, "member of staff");
  const { sessionId } = input;
  if (sessionId !== undefined && !found.live.some((session) => session.id === sessionId))
    throw new NotFound("session");
  if (found.live.length === 0) return { change: null };
  const change = new Change(ctx, {
    action: "staff.end_sessions",
    summary: `Signed ${fullName(person)} out ${sessionId === undefined ? "everywhere" : "of one session"}`,
    right: "staff",
    undoMs: UNDO_MS.none,
  });
  const one = sessionId === undefined ? sql`` : sql` and ${sessions.id} = ${sessionId}`;
  change.also(sql`${endSessionsOf(staffId, "ended_by_staff", ctx.nowMs)}${one}`);
  return { change: await commit(ctx, change) };
}

function liveSessionIds(staffId: string, nowMs: number): Query<{ id: string }> {
  return select(
    { id: sessions.id },
    sql`from ${sessions} where ${sessions.staffId} = ${staffId} and ${sessions.endedAt} is null
      and ${sessions.idleExpiresAt} > ${nowMs} and ${sessions.expiresAt} > ${nowMs}`,
  );
}
