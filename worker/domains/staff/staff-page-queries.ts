import { sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { customFields } from "../../../tenant-schema/school-lists.ts";
import {
  locations,
  passwordResets,
  sessions,
  staff,
  staffGroupMembers,
  staffGroups,
} from "../../../tenant-schema/staff.ts";
import type { Actor, Context } from "../../kernel/context.ts";
import type { GroupName, StaffPage, StaffSession } from "./schemas.ts";

/** The facts of a person; that there is a password is one, its hash is none. */
export function personById(staffId: string, nowMs: number): Query<StaffPage["person"]> {
  return select(
    {
      id: staff.id,
      version: staff.version,
      firstName: staff.firstName,
      lastName: staff.lastName,
      username: staff.username,
      email: staff.email,
      phone: staff.phone,
      title: staff.title,
      bio: staff.bio,
      photoFileId: staff.photoFileId,
      isInPortal: staff.isInPortal,
      portalPosition: staff.portalPosition,
      birthDate: staff.birthDate,
      hiredOn: staff.hiredOn,
      addressLine1: staff.addressLine1,
      addressLine2: staff.addressLine2,
      city: staff.city,
      region: staff.region,
      postalCode: staff.postalCode,
      country: staff.country,
      emergencyContactName: staff.emergencyContactName,
      emergencyContactPhone: staff.emergencyContactPhone,
      isActive: staff.isActive,
      deactivatedAt: staff.deactivatedAt,
      deactivatedBy: staff.deactivatedBy,
      deactivatedReason: staff.deactivatedReason,
      customValues: staff.customValues,
      createdAt: staff.createdAt,
      hasPassword: flag(sql`exists (select 1 from staff_passwords p where p.staff_id = ${staff.id})`),
      invitedUntil: sql<number | null>`(select max(${passwordResets.expiresAt}) from ${passwordResets}
        where ${passwordResets.staffId} = ${staff.id} and ${passwordResets.usedAt} is null
          and ${passwordResets.expiresAt} > ${nowMs})`,
    },
    sql`from ${staff} where ${staff.id} = ${staffId} and ${staff.deletedAt} is null`,
  );
}

export function groupNames(staffId: string): Query<GroupName> {
  return select(
    { id: staffGroups.id, name: staffGroups.name },
    sql`from ${staffGroupMembers} join ${staffGroups} on ${staffGroups.id} = ${staffGroupMembers.groupId}
      where ${staffGroupMembers.staffId} = ${staffId} and ${staffGroupMembers.deletedAt} is null
        and ${staffGroups.deletedAt} is null order by ${staffGroups.name}`,
  );
}

/** Where somebody is signed in at this moment, the latest first. */
export function liveSessions(ctx: Context, staffId: string): Query<StaffSession> {
  return select(
    {
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      ip: sessions.ip,
      userAgent: sessions.userAgent,
      isCurrent: flag(sql`${sessions.id} = ${sessionOf(ctx.actor)}`),
    },
    sql`from ${sessions} where ${sessions.staffId} = ${staffId} and ${sessions.endedAt} is null
      and ${sessions.idleExpiresAt} > ${ctx.nowMs} and ${sessions.expiresAt} > ${ctx.nowMs}
      order by ${sessions.lastSeenAt} desc limit 50`,
  );
}

function sessionOf(actor: Actor): string {
  return actor.kind === "staff" ? actor.sessionId : "";
}

export function locationNames(): Query<{ id: string; name: string }> {
  return select(
    { id: locations.id, name: locations.name },
    sql`from ${locations} where ${locations.deletedAt} is null order by ${locations.position}, ${locations.name}`,
  );
}

export function staffCustomFields(): Query<StaffPage["customFields"][number]> {
  const { id, label, fieldType, choices, isRequired } = customFields;
  return select(
    { id, label, fieldType, choices, isRequired },
    sql`from ${customFields} where ${customFields.entity} = 'staff' and ${customFields.deletedAt} is null
      order by ${customFields.position}, ${customFields.label}`,
  );
}
