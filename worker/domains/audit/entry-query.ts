import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import type { EntityName } from "../../../tenant-schema/entities.ts";
import { changes } from "../../../tenant-schema/foundation.ts";
import { type Context, may } from "../../kernel/context.ts";
import { isRight, type Right } from "../../kernel/permissions.ts";
import type { AuditEntry, AuditRow } from "./schemas.ts";

/** Records that an entry shows at once; the rest are asked for when somebody looks into it. */
export const ROWS_SHOWN = 5;

/** Records whose contents take a right of their own to see; the log tells of the act all the same. */
const RIGHT_OF: Readonly<Partial<Record<EntityName, Right>>> = {
  families: "families",
  familySuspensions: "families",
  guardians: "families",
  emails: "families",
  phones: "families",
  emergencyContacts: "families",
  pickups: "families",
  notes: "families",
  students: "students",
  enrollments: "students",
  staff: "staff",
  staffGroups: "permissions",
  staffGroupMembers: "permissions",
  grants: "permissions",
};

/** The kinds of record that the actor may not look into, as JSON for a statement. */
export function hiddenEntities(ctx: Context): string {
  const hidden = Object.entries(RIGHT_OF).filter(([, right]) => !may(ctx, right, "view"));
  return JSON.stringify(hidden.map(([entity]) => entity));
}

type Stored = Omit<AuditEntry, "canUndo"> & { readonly rightKey: string | null };

/** Entries of the log from `source`, a subquery that yields `id`, newest first. */
export function entries(
  ctx: Context,
  source: SQL,
  options: { readonly where?: SQL; readonly limit: number; readonly rowsOf?: string },
): Query<Stored> {
  const { where = sql`true`, limit, rowsOf } = options;
  const shown =
    rowsOf === undefined
      ? sql`change_id = ${changes.id} and position < ${ROWS_SHOWN}`
      : sql`change_id = ${changes.id} and subject_id = ${rowsOf}`;
  return select(
    {
      id: changes.id,
      at: changes.at,
      actorKind: changes.actorKind,
      actorId: changes.actorId,
      actorName: changes.actorName,
      via: changes.via,
      ip: changes.ip,
      requestId: changes.requestId,
      action: changes.action,
      summary: changes.summary,
      rightKey: changes.rightKey,
      undoOf: changes.undoOf,
      undoneBy: changes.undoneBy,
      undoUntil: changes.undoUntil,
      // Positions are counted from 0 without gaps, so the last one tells how many there are.
      rowCount: sql<number>`coalesce((select max(position) + 1 from change_rows where change_id = ${changes.id}), 0)`,
      rows: rowsJson(
        ctx,
        sql`select * from change_rows where ${shown} order by position limit ${ROWS_SHOWN * 4}`,
      ),
    },
    sql`from (${source}) found cross join ${changes} on ${changes.id} = found.id
      where ${where} order by ${changes.id} desc limit ${limit}`,
  );
}

/** Rows of a change as a JSON column, without what the actor may not see. */
export function rowsJson(ctx: Context, rows: SQL): SQL<AuditRow[]> {
  const hidden = sql`entity in (select value from json_each(${hiddenEntities(ctx)}))`;
  const document = (column: SQL) => sql`case when ${hidden} then null else json(${column}) end`;
  return json<AuditRow[]>(sql`(select json_group_array(json_object('position', position, 'entity', entity,
      'entityId', entity_id, 'subjectId', subject_id, 'op', op, 'before', ${document(sql`before`)},
      'after', ${document(sql`after`)}, 'isHidden', json(case when ${hidden} then 'true' else 'false' end)))
    from (${rows}))`);
}

/** An entry as it is shown; whether it can be undone depends on who looks, and when. */
export function toEntry(ctx: Context, { rightKey, ...entry }: Stored): AuditEntry {
  const inTime = entry.undoUntil !== null && entry.undoUntil >= ctx.nowMs && entry.undoneBy === null;
  const allowed = rightKey === null || (isRight(rightKey) && may(ctx, rightKey, "full"));
  return { ...entry, canUndo: inTime && allowed };
}
