import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { grants, staffGroupMembers, staffGroups } from "../../../tenant-schema/staff.ts";
import { type Grant, isRight } from "../../kernel/permissions.ts";
import type { GrantRow } from "./schemas.ts";

/** A grant as stored, with the name of the group it was given to. */
export interface StoredGrant extends GrantRow {
  readonly staffId: string | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
}

const fields = {
  id: grants.id,
  version: grants.version,
  right: grants.rightKey,
  level: grants.level,
  locationId: grants.locationId,
  ownClassesOnly: grants.ownClassesOnly,
  staffId: grants.staffId,
  groupId: grants.groupId,
  groupName: sql<string | null>`${staffGroups.name}`,
};

function grantsWhere(condition: SQL): Query<StoredGrant> {
  return select(
    fields,
    sql`from ${grants} left join ${staffGroups} on ${staffGroups.id} = ${grants.groupId}
      where ${condition} and ${grants.deletedAt} is null and ${staffGroups.deletedAt} is null
      order by ${grants.rightKey}, ${grants.id}`,
  );
}

/** Everything somebody was given, personally and through groups. */
export function grantsOfPerson(staffId: string): Query<StoredGrant> {
  const memberships = sql`select ${staffGroupMembers.groupId} from ${staffGroupMembers}
    where ${staffGroupMembers.staffId} = ${staffId} and ${staffGroupMembers.deletedAt} is null`;
  return grantsWhere(sql`(${grants.staffId} = ${staffId} or ${grants.groupId} in (${memberships}))`);
}

export function grantsOfGroups(groupIds: readonly string[]): Query<StoredGrant> {
  return grantsWhere(sql`${grants.groupId} in (select value from json_each(${JSON.stringify(groupIds)}))`);
}

/** Only rights that this version of the house still knows. */
export function toGrants(stored: readonly StoredGrant[]): Grant[] {
  return stored.flatMap(({ right, level, locationId, ownClassesOnly, groupId, groupName }) =>
    isRight(right) ? [{ right, level, locationId, ownClassesOnly, groupId, groupName }] : [],
  );
}
