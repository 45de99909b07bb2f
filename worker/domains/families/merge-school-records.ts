import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { attendance, makeupEntries, makeupTokens } from "../../../tenant-schema/attendance.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { oneEnrollment } from "../../../tenant-schema/places-kept.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { MergeGroup } from "./merge-group.ts";

/** Marks, makeup tokens and their ledger of students who become another one. */
export interface SchoolRecords {
  /** Also those under the kept student's id, deleted or not: an id is never given twice. */
  readonly marks: readonly Row<"attendance">[];
  readonly tokens: readonly Row<"makeupTokens">[];
  readonly entries: readonly Row<"makeupEntries">[];
}

/** @param merged which student becomes which */
export async function readSchoolRecords(
  ctx: Context,
  merged: ReadonlyMap<string, string>,
): Promise<SchoolRecords> {
  if (merged.size === 0) return { marks: [], tokens: [], entries: [] };
  const ids = JSON.stringify([...merged.keys()]);
  const everybody = JSON.stringify([...merged].flat());
  const found = await read(ctx, {
    marks: select(
      allColumns(attendance),
      sql`from json_each(${everybody}) j cross join attendance on attendance.id > 'att:' || j.value || ':'
        and attendance.id < 'att:' || j.value || ';'`,
    ) as Query<Row<"attendance">>,
    tokens: select(
      allColumns(makeupTokens),
      sql`from json_each(${ids}) j cross join makeup_tokens on makeup_tokens.student_id = j.value
        where makeup_tokens.deleted_at is null`,
    ) as Query<Row<"makeupTokens">>,
    entries: select(
      allColumns(makeupEntries),
      sql`from json_each(${ids}) j cross join makeup_tokens t on t.student_id = j.value
        cross join makeup_entries on makeup_entries.token_id = t.id where makeup_entries.deleted_at is null`,
    ) as Query<Row<"makeupEntries">>,
  });
  return found;
}

/** A mark is named by its student, so it is written anew; where both have one for a meeting, the kept student's stands. */
export function moveSchoolRecords(
  ctx: Context,
  change: Change,
  group: MergeGroup,
  records: SchoolRecords,
  merged: ReadonlyMap<string, string>,
): void {
  const byId = new Map(records.marks.map((mark) => [mark.id, mark]));
  for (const mark of records.marks) {
    const keepId = merged.get(mark.studentId);
    if (keepId === undefined || mark.deletedAt !== null) continue;
    const id = `att:${keepId}:${mark.slotId}:${mark.meetsOn}`;
    const known = byId.get(id);
    change.remove("attendance", mark);
    if (known === undefined) change.insert("attendance", { ...mark, id, studentId: keepId });
    else if (known.deletedAt !== null) change.restore("attendance", known);
  }
  for (const token of records.tokens) {
    change.update("makeupTokens", token, { studentId: merged.get(token.studentId) ?? token.studentId });
  }
  for (const entry of records.entries) {
    change.update("makeupEntries", entry, { studentId: merged.get(entry.studentId) ?? entry.studentId });
  }
  const moved = group.enrollments.filter((enrollment) => merged.has(enrollment.studentId));
  if (moved.length === 0) return;
  const ids = moved.map((enrollment) => enrollment.id);
  change.ensure("one_enrollment", oneEnrollment(ids, ctx.nowMs));
}
