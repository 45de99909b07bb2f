import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { staffGroups, staffPasswords } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addPasswordLink } from "../staff-sessions/password-links.ts";
import { requireGoodPassword } from "../staff-sessions/password-rules.ts";
import { hashPassword } from "../staff-sessions/passwords.ts";
import { grantsOfGroups, toGrants } from "./grant-queries.ts";
import { requireReach } from "./reach.ts";
import type { CreateStaffInput, GroupName } from "./schemas.ts";
import { explainTaken, fullName, signInNames, staffNames, staffPhone } from "./staff-rows.ts";

/**
 * Creates a member of staff, with groups and a way to sign in, in one change.
 * @throws Forbidden `beyond_own_rights`, Precondition `not_unique` | `group_missing` | `email_missing` | `password_weak`
 */
export async function createStaff(
  ctx: Context,
  input: CreateStaffInput,
  pepper: string,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "staff", "full");
  if (input.groupIds.length > 0) requireRight(ctx, "permissions", "full");
  checkAccess(input);
  const found = await read(ctx, {
    groups: groupsByIds(input.groupIds),
    grants: grantsOfGroups(input.groupIds),
  });
  if (found.groups.length < new Set(input.groupIds).size) throw groupMissing();
  requireReach(ctx, toGrants(found.grants));
  const { firstName, lastName, username, email, phone, title, hiredOn } = input;
  const id = newId("staff", ctx.nowMs);
  const change = new Change(ctx, {
    action: "staff.create",
    summary: `Added ${fullName(input)} to the staff`,
    right: "staff",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("staff", {
    id,
    ...staffNames({ firstName, lastName }),
    ...signInNames({ username, email }),
    ...staffPhone(phone, ctx.account.phoneRegion),
    title,
    hiredOn,
  });
  for (const group of found.groups) {
    change.insert("staffGroupMembers", {
      id: newId("membership", ctx.nowMs),
      groupId: group.id,
      staffId: id,
    });
  }
  if (input.password !== null) {
    const phc = hashPassword(input.password, pepper);
    change.also(
      sql`insert into ${staffPasswords} (staff_id, phc, changed_at) values (${id}, ${phc}, ${ctx.nowMs})`,
    );
  }
  if (input.invite) await addPasswordLink(ctx, change, { kind: "invitation", staffId: id, pepper });
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainTaken(error);
  }
}

function checkAccess(input: CreateStaffInput): void {
  const { invite, password, username, email } = input;
  if (invite && email === null) {
    const message = "An invitation needs an e-mail address.";
    throw new Precondition("email_missing", message, [{ path: "email", message }]);
  }
  if (password !== null) requireGoodPassword(password, [username, email, fullName(input)]);
}

function groupsByIds(groupIds: readonly string[]): Query<GroupName> {
  return select(
    { id: staffGroups.id, name: staffGroups.name },
    sql`from ${staffGroups} where ${staffGroups.id} in (select value from json_each(${JSON.stringify(groupIds)}))
      and ${staffGroups.deletedAt} is null order by ${staffGroups.name}`,
  );
}

function groupMissing(): Precondition {
  const message = "One of these groups no longer exists. Choose again.";
  return new Precondition("group_missing", message, [{ path: "groupIds", message }]);
}
