import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { enterpriseAudit } from "../commit.ts";

/** Tells the enterprise's own audit log that somebody has left an account; its session there has been ended already. */
export async function noteLeft(services: Services, ctx: Context<StaffActor>): Promise<void> {
  const { actor, account, nowMs, request } = ctx;
  if (actor.enterprise === null) return;
  const { userId, level } = actor.enterprise;
  const { users } = await services.control.read({
    users: select(
      {
        name: sql<string>`u.name`,
        enterpriseId: sql<string>`u.enterprise_id`,
        groupId: sql<string | null>`u.group_id`,
      },
      sql`from enterprise_users u where u.id = ${userId}`,
    ),
  });
  const [user] = users;
  if (!user) return;
  const who = { ...user, kind: "enterprise", id: userId, level } as const;
  const act = {
    action: "accounts.leave",
    summary: `Left ${account.displayName}`,
    accountId: account.id,
    subjectId: account.id,
  };
  await services.control.commit({
    statements: [
      statement(sql`update enterprise_handoffs set ended_at = ${nowMs}
        where session_id = ${actor.enterprise.sessionId} and entered_token_hash = ${actor.tokenHash} and ended_at is null`),
      enterpriseAudit(who, act, { nowMs, request }),
    ],
  });
}
