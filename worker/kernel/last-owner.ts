import { sql } from "drizzle-orm";
import type { Statement } from "../../control-plane/query.ts";
import type { EntityName } from "../../tenant-schema/entities.ts";
import { grants, staff, staffGroupMembers, staffGroups } from "../../tenant-schema/staff.ts";
import { guard } from "./row-statements.ts";

interface Write {
  readonly entity: EntityName;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Whether a write could take administration away from somebody. */
export function mayRemoveOwner({ entity, op, fields }: Write): boolean {
  if (op === "insert" || op === "restore") return false;
  switch (entity) {
    case "grants":
    case "staffGroups":
    case "staffGroupMembers":
      return true;
    case "staff":
      return op === "delete" || "isActive" in fields;
    default:
      return false;
  }
}

/**
 * Runs after the writes of every change that could take administration away, whichever use-case or undo makes it:
 * somebody active must still be an administrator everywhere, or nothing of the change happens.
 */
export function ownerRemains(): Statement {
  const active = sql`${staff.isActive} = 1 and ${staff.deletedAt} is null`;
  return guard(
    "last_owner",
    sql`exists (select 1 from ${grants}
      where ${grants.rightKey} = 'admin' and ${grants.locationId} is null and ${grants.ownClassesOnly} = 0
        and ${grants.deletedAt} is null and (
          exists (select 1 from ${staff} where ${staff.id} = ${grants.staffId} and ${active})
          or exists (select 1 from ${staffGroupMembers}
            join ${staffGroups} on ${staffGroups.id} = ${staffGroupMembers.groupId} and ${staffGroups.deletedAt} is null
            join ${staff} on ${staff.id} = ${staffGroupMembers.staffId} and ${active}
            where ${staffGroupMembers.groupId} = ${grants.groupId} and ${staffGroupMembers.deletedAt} is null)))`,
  );
}
