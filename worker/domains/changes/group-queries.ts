import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { changeRows, changes } from "../../../tenant-schema/foundation.ts";

/** The changes of a group that wrote records and were not undone yet: what is left to undo. */
export function leftToUndo(groupId: string): SQL {
  return sql`from ${changes} where ${changes.groupId} = ${groupId} and ${changes.undoneBy} is null
    and exists (select 1 from ${changeRows} where ${changeRows.changeId} = ${changes.id})`;
}

/** The newest of them, whole. */
export function lastLeft(groupId: string): Query<typeof changes.$inferSelect> {
  return select(allColumns(changes), sql`${leftToUndo(groupId)} order by ${changes.id} desc limit 1`);
}

export interface LaterChange {
  readonly id: string;
  readonly summary: string;
  readonly actorName: string;
  readonly at: number;
}

/** Changes by others, since the group began, to the records that the group touched. */
export function changedSince(groupId: string, limit: number): Query<LaterChange> {
  const touched = sql`select distinct r.subject_id from change_rows r join changes g on g.id = r.change_id
    where g.group_id = ${groupId} and g.undone_by is null and r.subject_id is not null`;
  return select(
    { id: changes.id, summary: changes.summary, actorName: changes.actorName, at: changes.at },
    sql`from ${changes} where ${changes.id} in (
        select l.change_id from change_rows l where l.subject_id in (${touched})
          and l.change_id > (select min(g.id) from changes g where g.group_id = ${groupId}))
      and ${changes.groupId} is not ${groupId} order by ${changes.id} limit ${limit}`,
  );
}
