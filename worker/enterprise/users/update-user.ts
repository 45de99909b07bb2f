import { sql } from "drizzle-orm";
import { Conflict } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard, type EnterpriseAct } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { requireVersion } from "../groups/group-rows.ts";
import { groupsOf } from "../reach.ts";
import { endEntries } from "../sessions/end-entries.ts";
import type { EnterpriseUser, UpdateUserInput, WrittenUser } from "./schemas.ts";
import { adminRemains, requireGivable, requireOther, userAtVersion, userOf } from "./user-rows.ts";

interface Standing extends Pick<EnterpriseUser, "name" | "level" | "groupId"> {
  readonly state: EnterpriseUser["state"];
}

/**
 * Renames a user, changes their level, moves them, suspends them or lets them in again. A suspension ends their sessions
 * here and what they opened in accounts at once; a move or another level what they opened in accounts.
 * @throws NotFound, Forbidden, Conflict
 */
export async function updateUser(
  ctx: EnterpriseContext,
  id: string,
  input: UpdateUserInput,
): Promise<WrittenUser> {
  const user = await userOf(ctx, id);
  requireVersion(user, input.version);
  const { name = user.name, level = user.level, groupId = user.groupId } = input;
  const now: Standing = { name, level, groupId, state: stateOf(user, input.isSuspended) };
  const isMoved = groupId !== user.groupId;
  const changesAccess = isMoved || level !== user.level || now.state !== user.state;
  if (changesAccess) requireOther(ctx, id);
  if (isMoved) await requireGivable(ctx, groupId);
  const isShut = now.state === "suspended" && user.state !== "suspended";
  const updated = { id, version: user.version + 1 };
  const { nowMs, actor } = ctx;
  await commitEnterprise(
    ctx,
    actOf(user, now),
    [
      userAtVersion(id, user.version),
      controlGuard("row_living", groupId === null ? sql`true` : sql`${groupId} in ${groupsOf(actor)}`),
      sql`update enterprise_users set name = ${name}, level = ${level}, group_id = ${groupId}, state = ${now.state},
        updated_at = ${nowMs}, version = version + 1 where id = ${id}`,
      ...(isShut
        ? [
            sql`update enterprise_sessions set ended_at = ${nowMs}, end_reason = 'suspended', refresh_token = null
              where user_id = ${id} and ended_at is null`,
          ]
        : []),
      adminRemains(actor.enterpriseId),
    ],
    updated,
  );
  if (changesAccess) await endEntries(ctx.services, { userId: id }, "enterprise_access_changed", nowMs);
  return updated;
}

/** Somebody who never took the invitation cannot be suspended: the invitation is taken back instead. */
function stateOf(user: EnterpriseUser, isSuspended: boolean | undefined): EnterpriseUser["state"] {
  if (isSuspended === undefined || isSuspended === (user.state === "suspended")) return user.state;
  if (user.state !== "invited") return isSuspended ? "suspended" : "active";
  throw new Conflict(
    "still_invited",
    `${user.name} has not signed in yet. Remove the user to take the invitation back.`,
  );
}

function actOf(user: EnterpriseUser, now: Standing): EnterpriseAct {
  const before = { name: user.name, level: user.level, groupId: user.groupId, state: user.state };
  const act = { subjectId: user.id, before, after: now };
  if (now.state !== user.state) {
    return now.state === "suspended"
      ? { ...act, action: "users.suspend", summary: `Suspended ${user.name}` }
      : { ...act, action: "users.unsuspend", summary: `Let ${user.name} in again` };
  }
  if (now.groupId !== user.groupId)
    return { ...act, action: "users.move", summary: `Moved ${user.name} to another group` };
  if (now.level !== user.level) {
    const level = now.level === "admin" ? "an Admin" : "a User";
    return { ...act, action: "users.level", summary: `Made ${user.name} ${level}` };
  }
  return { ...act, action: "users.rename", summary: `Renamed ${user.name} to ${now.name}` };
}
