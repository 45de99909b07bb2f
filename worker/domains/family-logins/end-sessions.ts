import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { endLoginSessions } from "../family-sessions/session-times.ts";
import { accessRowQuery, holderQuery } from "./access-queries.ts";

/** Signs somebody of a family out everywhere: a lost phone, a quarrel. */
export async function endSessions(
  ctx: Context,
  familyId: string,
  accessId: string,
): Promise<{ change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const found = await read(ctx, {
    access: accessRowQuery(familyId, accessId),
    holders: holderQuery(familyId, accessId),
    family: livingById("families", familyId),
  });
  const { loginId } = expectRow(found.access, "access");
  const holder = found.holders[0]?.holder;
  const summary = `Signed ${holder} of the family ${expectRow(found.family, "family").name} out everywhere`;
  const change = new Change(ctx, { action: "logins.end_sessions", summary, right: "portal_access" });
  change.also(endLoginSessions(loginId, "ended_by_staff", ctx.nowMs));
  return { change: await commit(ctx, change) };
}
