import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { counters } from "../../../tenant-schema/foundation.ts";
import type { StaffActor } from "../../kernel/context.ts";
import { type Grant, isRight } from "../../kernel/permissions.ts";

export interface GrantRow {
  readonly rightKey: string;
  readonly level: Grant["level"];
  readonly locationId: string | null;
  readonly ownClassesOnly: boolean;
  readonly groupId: string | null;
  readonly groupName: string | null;
}

/** All that somebody was granted, personally and through groups; `staffId` is a value or a subquery. */
export function grantsQuery(staffId: SQL): Query<GrantRow> {
  return select(
    {
      rightKey: sql<string>`g.right_key`,
      level: sql<Grant["level"]>`g.level`,
      locationId: sql<string | null>`g.location_id`,
      ownClassesOnly: flag(sql`g.own_classes_only`),
      groupId: sql<string | null>`g.group_id`,
      groupName: sql<string | null>`sg.name`,
    },
    sql`from living_grants g left join living_staff_groups sg on sg.id = g.group_id
      where g.staff_id = ${staffId} or (sg.id is not null and g.group_id in (
        select m.group_id from living_staff_group_members m where m.staff_id = ${staffId}))
      order by g.id`,
  );
}

export function rightsVersionQuery(): Query<{ value: number }> {
  return select({ value: counters.value }, sql`from ${counters} where ${counters.name} = 'rights_version'`);
}

interface ActorParts {
  readonly staff: {
    readonly id: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string | null;
  };
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly grants: readonly GrantRow[];
  readonly rightsVersion: number;
}

export function toActor({ staff, sessionId, tokenHash, grants, rightsVersion }: ActorParts): StaffActor {
  return {
    kind: "staff",
    id: staff.id,
    name: `${staff.firstName} ${staff.lastName}`.trim(),
    email: staff.email,
    sessionId,
    tokenHash,
    grants: toGrants(grants),
    rightsVersion,
    enterprise: null,
  };
}

/** A right that a newer version of the code granted and this one does not know is worth nothing here. */
export function toGrants(rows: readonly GrantRow[]): Grant[] {
  return rows.flatMap(({ rightKey, ...grant }) => (isRight(rightKey) ? [{ ...grant, right: rightKey }] : []));
}
