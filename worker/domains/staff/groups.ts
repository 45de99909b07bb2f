import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { staff, staffGroupMembers, staffGroups } from "../../../tenant-schema/staff.ts";
import { type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { RIGHTS, type Right, type RightDefinition } from "../../kernel/permissions.ts";
import { hasFeature } from "../../kernel/plans.ts";
import { read } from "../../kernel/read.ts";
import { grantsOfGroups } from "./grant-queries.ts";
import { mayGrant } from "./reach.ts";
import type { GroupPage, GroupRow, RightsCatalog } from "./schemas.ts";
import { locationNames } from "./staff-page-queries.ts";

/** All groups by name; an account has some ten of them. Who edits staff needs the names, too. */
export async function listGroups(ctx: Context): Promise<{ rows: GroupRow[] }> {
  if (!may(ctx, "staff", "view")) requireRight(ctx, "permissions", "view");
  const { rows } = await read(ctx, {
    rows: select(
      {
        id: staffGroups.id,
        version: staffGroups.version,
        name: staffGroups.name,
        description: staffGroups.description,
        memberCount: sql<number>`(select count(*) from staff_group_members m join staff s on s.id = m.staff_id
          where m.group_id = ${staffGroups.id} and m.deleted_at is null and s.deleted_at is null and s.is_active = 1)`,
        grantCount: sql<number>`(select count(*) from grants g
          where g.group_id = ${staffGroups.id} and g.deleted_at is null)`,
      },
      sql`from ${staffGroups} where ${staffGroups.deletedAt} is null order by ${staffGroups.name} collate nocase`,
    ),
  });
  return { rows };
}

/** One group with its members and what it gives. @throws NotFound */
export async function getGroup(ctx: Context, groupId: string): Promise<GroupPage> {
  requireRight(ctx, "permissions", "view");
  const { id, version, name, description } = staffGroups;
  const found = await read(ctx, {
    group: select(
      { id, version, name, description },
      sql`from ${staffGroups} where ${staffGroups.id} = ${groupId} and ${staffGroups.deletedAt} is null`,
    ),
    members: select(
      {
        id: staff.id,
        name: sql<string>`trim(${staff.firstName} || ' ' || ${staff.lastName})`,
        isActive: staff.isActive,
      },
      sql`from ${staffGroupMembers} join ${staff} on ${staff.id} = ${staffGroupMembers.staffId}
        where ${staffGroupMembers.groupId} = ${groupId} and ${staffGroupMembers.deletedAt} is null
          and ${staff.deletedAt} is null order by ${staff.isActive} desc, ${staff.sortName}`,
    ),
    grants: grantsOfGroups([groupId]),
  });
  const group = found.group[0];
  if (!group) throw new NotFound("group");
  const grants = found.grants.map(
    ({ staffId: _staff, groupId: _group, groupName: _name, ...grant }) => grant,
  );
  return { group, members: found.members, grants };
}

/** What can be granted, where, and how much of it by the person who asks. */
export async function getRightsCatalog(ctx: Context): Promise<RightsCatalog> {
  requireRight(ctx, "permissions", "view");
  const { locations } = await read(ctx, { locations: locationNames() });
  const rights = (Object.keys(RIGHTS) as Right[]).map((key) => {
    const { section, label, description, feature }: RightDefinition = RIGHTS[key];
    const inPlan = feature === undefined || hasFeature(ctx.account.plan, feature);
    return { key, section, label, description, inPlan, grantable: grantable(ctx, key) };
  });
  return { rights, locations };
}

/** Somewhere at least: the place is checked when the right is granted. */
function grantable(ctx: Context, right: Right): "none" | "view" | "full" {
  if (!may(ctx, "permissions", "full")) return "none";
  if (mayGrant(ctx, right, "full")) return "full";
  return mayGrant(ctx, right, "view") ? "view" : "none";
}
