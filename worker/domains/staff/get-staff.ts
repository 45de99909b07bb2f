import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import { actorId, type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { grantsOfPerson, toGrants } from "./grant-queries.ts";
import { inspectRights } from "./inspect-rights.ts";
import type { RightReport, StaffPage } from "./schemas.ts";
import {
  groupNames,
  liveSessions,
  locationNames,
  personById,
  staffCustomFields,
} from "./staff-page-queries.ts";
import { fullName } from "./staff-rows.ts";

/** Everything a person's page shows but the history, in one round trip. Everybody may see their own. */
export async function getStaff(ctx: Context, staffId: string): Promise<StaffPage> {
  if (staffId !== actorId(ctx.actor)) requireRight(ctx, "staff", "view");
  const found = await read(ctx, {
    person: personById(staffId, ctx.nowMs),
    groups: groupNames(staffId),
    grants: grantsOfPerson(staffId),
    locations: locationNames(),
    sessions: liveSessions(ctx, staffId),
    customFields: staffCustomFields(),
  });
  const person = found.person[0];
  if (!person) throw new NotFound("member of staff");
  const grants = toGrants(found.grants);
  const inspected = {
    name: fullName(person),
    isActive: person.isActive,
    standing: { ...ctx.account, grants },
    locations: found.locations,
  };
  const personal = found.grants.filter((grant) => grant.staffId === staffId);
  const access = mayInspect(ctx, staffId)
    ? {
        grants: personal.map(({ staffId: _staff, groupId: _group, groupName: _name, ...grant }) => grant),
        rights: inspectRights(inspected),
      }
    : null;
  const { groups, sessions: live, customFields: fields } = found;
  return { person, groups, sessions: live, customFields: fields, access };
}

/** The inspector alone. @throws NotFound, Forbidden */
export async function getRights(ctx: Context, staffId: string): Promise<RightReport[]> {
  if (!mayInspect(ctx, staffId)) requireRight(ctx, "permissions", "view");
  const found = await read(ctx, {
    person: select(
      { firstName: staff.firstName, lastName: staff.lastName, isActive: staff.isActive },
      sql`from ${staff} where ${staff.id} = ${staffId} and ${staff.deletedAt} is null`,
    ),
    grants: grantsOfPerson(staffId),
    locations: locationNames(),
  });
  const person = found.person[0];
  if (!person) throw new NotFound("member of staff");
  const { isActive } = person;
  const standing = { ...ctx.account, grants: toGrants(found.grants) };
  return inspectRights({ name: fullName(person), isActive, standing, locations: found.locations });
}

/** Everybody may know why they themselves can or cannot. */
function mayInspect(ctx: Context, staffId: string): boolean {
  return staffId === actorId(ctx.actor) || may(ctx, "permissions", "view");
}
