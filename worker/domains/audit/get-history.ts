import { type SQL, sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { changeRows } from "../../../tenant-schema/foundation.ts";
import { type IdKind, isId } from "../../../tenant-schema/ids.ts";
import { type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import type { Right } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { entries, toEntry } from "./entry-query.ts";
import { namesQuery, withNames } from "./names-query.ts";
import type { NamedEntry } from "./schemas.ts";

interface Subject {
  readonly kind: IdKind;
  readonly table: string;
  /** Whoever may see the record may see its history. */
  readonly right: Right;
  readonly noun: string;
}

const SUBJECTS: readonly Subject[] = [
  { kind: "family", table: "families", right: "families", noun: "family" },
  { kind: "class", table: "classes", right: "classes", noun: "class" },
  { kind: "staff", table: "staff", right: "staff", noun: "member of staff" },
  { kind: "group", table: "staff_groups", right: "permissions", noun: "group" },
  { kind: "location", table: "locations", right: "settings", noun: "location" },
  { kind: "listItem", table: "list_items", right: "settings", noun: "list entry" },
  { kind: "keyword", table: "keywords", right: "settings", noun: "keyword" },
  { kind: "customField", table: "custom_fields", right: "settings", noun: "custom field" },
];

/** The history of one record, deleted or not: what the audit log says of it, newest first, in one round trip. @throws NotFound */
export async function getHistory(
  ctx: Context,
  subjectId: string,
  cursor: string | undefined,
): Promise<Page<NamedEntry>> {
  const subject = SUBJECTS.find(({ kind }) => isId(kind, subjectId));
  if (!subject) throw new NotFound("record");
  if (!may(ctx, "audit", "view")) requireRight(ctx, subject.right, "view");
  const before = cursor ? decodeCursor(cursor, 1)[0]! : "\u{10ffff}";
  const source = sql`select ${changeRows.changeId} as id from ${changeRows}
    where ${changeRows.subjectId} = ${subjectId} and ${changeRows.changeId} < ${before}
    group by ${changeRows.changeId} order by ${changeRows.changeId} desc limit ${PAGE_SIZE + 1}`;
  const { rows, names, record } = await read(ctx, {
    rows: entries(ctx, source, { limit: PAGE_SIZE + 1, rowsOf: subjectId }),
    names: namesQuery(
      ctx,
      sql`select change_rows.* from (${source}) found
        cross join change_rows on change_id = found.id and subject_id = ${subjectId}`,
    ),
    record: select(
      {
        exists: flag(sql`exists (select 1 from ${sql.identifier(subject.table)} r where r.id = ${subjectId}
        and ${withinReach(ctx, subject)})`),
      },
      sql``,
    ),
  });
  if (!record[0]!.exists) throw new NotFound(subject.noun);
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.id], null);
  return { ...page, rows: page.rows.map((entry) => withNames(toEntry(ctx, entry), names)) };
}

/** Of classes only those that the right reaches; whoever sees the whole audit log sees them all. */
function withinReach(ctx: Context, { kind, right }: Subject): SQL {
  if (kind !== "class" || may(ctx, "audit", "view")) return sql`true`;
  return classScope(ctx, right, "view", { classId: sql`r.id`, locationId: sql`r.location_id` });
}
