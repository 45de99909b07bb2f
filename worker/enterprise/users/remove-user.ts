import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { RESTORE_MS } from "../groups/delete-group.ts";
import { requireVersion } from "../groups/group-rows.ts";
import { endEntries } from "../sessions/end-entries.ts";
import type { WrittenUser } from "./schemas.ts";
import { adminRemains, requireOther, userAtVersion, userOf, usersWithin } from "./user-rows.ts";

/** Removes a user, with every session and every invitation of theirs. @throws NotFound, Forbidden, Conflict */
export async function removeUser(
  ctx: EnterpriseContext,
  id: string,
  { version }: { readonly version: number },
): Promise<WrittenUser> {
  const user = await userOf(ctx, id);
  requireVersion(user, version);
  requireOther(ctx, id);
  const { nowMs, actor } = ctx;
  const removed = { id, version: version + 1 };
  await commitEnterprise(
    ctx,
    {
      action: "users.remove",
      summary: `Removed ${user.name}`,
      subjectId: id,
      before: { name: user.name, email: user.email, level: user.level, groupId: user.groupId },
    },
    [
      userAtVersion(id, version),
      sql`update enterprise_users set deleted_at = ${nowMs}, version = version + 1 where id = ${id}`,
      sql`update enterprise_sessions set ended_at = ${nowMs}, end_reason = 'removed', refresh_token = null
        where user_id = ${id} and ended_at is null`,
      adminRemains(actor.enterpriseId),
    ],
    removed,
  );
  await endEntries(ctx.services, { userId: id }, "enterprise_access_ended", nowMs);
  return removed;
}

/** Takes a removal back; they sign in anew. @throws NotFound, Conflict when the address was invited anew meanwhile */
export async function restoreUser(
  ctx: EnterpriseContext,
  id: string,
  { version }: { readonly version: number },
): Promise<WrittenUser> {
  const { found } = await ctx.control.read({
    found: select(
      { name: sql<string>`u.name`, version: sql<number>`u.version` },
      sql`from enterprise_users u where u.id = ${id} and ${usersWithin(ctx.actor)}
        and u.deleted_at > ${ctx.nowMs - RESTORE_MS}`,
    ),
  });
  const user = found[0];
  if (!user) throw new NotFound("removed user");
  requireVersion(user, version);
  const restored = { id, version: version + 1 };
  try {
    await commitEnterprise(
      ctx,
      { action: "users.restore", summary: `Brought ${user.name} back`, subjectId: id },
      [
        controlGuard(
          "row_version",
          sql`(select version from enterprise_users where id = ${id} and deleted_at is not null) = ${version}`,
        ),
        sql`update enterprise_users set deleted_at = null, updated_at = ${ctx.nowMs}, version = version + 1
          where id = ${id}`,
      ],
      restored,
    );
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict("email_taken", "Meanwhile this person is a user again, by another invitation.");
  }
  return restored;
}
