import { sql } from "drizzle-orm";
import type { Statement } from "../../control-plane/query.ts";
import type { EntityName } from "../../tenant-schema/entities.ts";
import { guard } from "./row-statements.ts";

interface Write {
  readonly entity: EntityName;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly current: Readonly<Record<string, unknown>> | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Runs after the writes of every change that takes an owner away from a family, whichever use-case or undo makes it: who
 * else may sign in there must still find somebody who manages the account. Nobody at all is fine: then the school does.
 */
export function familyOwnersKept(writes: readonly Write[]): Statement[] {
  const left = new Set(writes.filter(takesOwner).map(({ current }) => current!.familyId as string));
  return [...left].map((familyId) =>
    guard(
      "family_owner",
      sql`not exists (select 1 from family_logins where family_id = ${familyId} and deleted_at is null)
        or exists (select 1 from family_logins where family_id = ${familyId} and role = 'owner' and deleted_at is null)`,
    ),
  );
}

function takesOwner({ entity, op, current, fields }: Write): boolean {
  if (entity !== "familyLogins" || current?.role !== "owner") return false;
  return op === "delete" || "role" in fields || "familyId" in fields;
}
