import { type SQL, sql } from "drizzle-orm";
import { flag } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { MarkStatus } from "./schemas.ts";
import type { Mark } from "./shapes.ts";

export type StoredMark = Row<"attendance">;

/** The id of a mark says whose it is and of which meeting, so that it needs no other index. */
export function markId(mark: {
  readonly studentId: string;
  readonly slotId: string;
  readonly meetsOn: string;
}): string {
  return `att:${mark.studentId}:${mark.slotId}:${mark.meetsOn}`;
}

/** The same in SQL. */
export function markIdOf(studentId: SQL, slotId: SQL, meetsOn: SQL): SQL {
  return sql`'att:' || ${studentId} || ':' || ${slotId} || ':' || ${meetsOn}`;
}

/** A mark `a` as the screens see it, also where there is none or an undo took it away; behind it `markAuthor`. */
export const markFields = {
  status: sql<MarkStatus>`case when a.id is null or a.deleted_at is not null then 'none' else a.status end`,
  isExcused: flag(sql`case when a.deleted_at is null then coalesce(a.is_excused, 0) else 0 end`),
  isReported: flag(sql`case when a.deleted_at is null then coalesce(a.is_reported, 0) else 0 end`),
  markNote: sql<string | null>`case when a.deleted_at is null then a.note end`,
  markVersion: sql<number>`coalesce(a.version, 0)`,
  markedAt: sql<number | null>`case when a.deleted_at is null then a.marked_at end`,
  markedBy: sql<string | null>`case when a.deleted_at is null then u.first_name || ' ' || u.last_name end`,
};

export const markAuthor = sql`left join staff u on u.id = a.marked_by`;

interface MarkRow {
  readonly status: MarkStatus;
  readonly isExcused: boolean;
  readonly isReported: boolean;
  readonly markNote: string | null;
  readonly markVersion: number;
  readonly markedAt: number | null;
  readonly markedBy: string | null;
}

export function markOf(row: MarkRow): Mark {
  const { status, isExcused, isReported, markedAt, markedBy } = row;
  return { status, isExcused, isReported, note: row.markNote, version: row.markVersion, markedAt, markedBy };
}

/** A row that an undo deleted says nothing, but its version goes on. */
export function storedMark(row: StoredMark, markedBy: string | null): Mark {
  if (row.deletedAt !== null) return { ...NO_MARK, version: row.version };
  const { status, isExcused, isReported, note, version, markedAt } = row;
  return { status, isExcused, isReported, note, version, markedAt, markedBy };
}

export const NO_MARK: Mark = {
  status: "none",
  isExcused: false,
  isReported: false,
  note: null,
  version: 0,
  markedAt: null,
  markedBy: null,
};
