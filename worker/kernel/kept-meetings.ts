import { sql } from "drizzle-orm";
import type { Statement } from "../../control-plane/query.ts";
import type { EntityName } from "../../tenant-schema/entities.ts";
import { isMarked } from "../../tenant-schema/meetings.ts";
import { guard } from "./row-statements.ts";

type Fields = Readonly<Record<string, unknown>>;
interface Written {
  readonly entity: EntityName;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly current: Fields | null;
  readonly fields: Fields;
}

const PLACE = ["movedOn", "startMinute", "durationMinutes", "roomId"] as const;

/** After an undo that moves meetings: one whose attendance was taken stays where and when it was held. */
export function meetingsKept(operations: readonly Written[]): Statement[] {
  const moved = operations.filter((one) => one.entity === "meetingExceptions" && changesPlace(one));
  if (moved.length === 0) return [];
  const rows = moved.map(({ current, fields }) => ({ ...current, ...fields }) as Fields);
  const named = JSON.stringify(rows.map(({ slotId, meetsOn, classId }) => [slotId, meetsOn, classId]));
  const marked = isMarked(sql`(j.value ->> 0)`, sql`(j.value ->> 1)`, sql`(j.value ->> 2)`);
  return [guard("no_attendance", sql`not exists (select 1 from json_each(${named}) j where ${marked})`)];
}

function changesPlace({ op, current, fields }: Written): boolean {
  const row = op === "update" ? fields : { ...current, ...fields };
  return PLACE.some((key) => (op === "update" ? key in row : (row[key] ?? null) !== null));
}
