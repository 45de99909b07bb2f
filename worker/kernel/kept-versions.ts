import { sql } from "drizzle-orm";
import type { Statement } from "../../control-plane/query.ts";
import type { EntityName } from "../../tenant-schema/entities.ts";
import { guard } from "./row-statements.ts";

interface Written {
  readonly entity: EntityName;
  readonly current: Readonly<Record<string, unknown>> | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** After every write of slot versions, also by undo: a slot is one thing at a time, its versions never overlap. */
export function versionsKept(operations: readonly Written[]): Statement[] {
  const slotIds = operations
    .filter(({ entity }) => entity === "slotVersions")
    .map(({ current, fields }) => fields.slotId ?? current?.slotId);
  if (slotIds.length === 0) return [];
  return [
    guard(
      "versions_apart",
      sql`not exists (select 1 from json_each(${JSON.stringify([...new Set(slotIds)])}) j
        cross join slot_versions a on a.slot_id = j.value and a.deleted_at is null
        cross join slot_versions b on b.slot_id = a.slot_id and b.id > a.id and b.deleted_at is null
        where a.starts_on <= coalesce(b.ends_on, '9999-12-31') and b.starts_on <= coalesce(a.ends_on, '9999-12-31'))`,
    ),
  ];
}
