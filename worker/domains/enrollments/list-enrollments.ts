import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { addDays, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { FOREVER } from "../../../tenant-schema/openings.ts";
import { searchWords } from "../../../tenant-schema/text.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { decodeCursor, encodeCursor, MAX_CANDIDATES, PAGE_SIZE, type Page } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { inRange } from "../families/search.ts";
import { isCheckInMode, withCheckIns } from "./check-ins.ts";
import { enrollmentRow, rowFields, rowJoins, type StoredEnrollment } from "./row-fields.ts";
import type { EnrollmentFilter } from "./schemas.ts";
import type { EnrollmentRow } from "./shapes.ts";

/** How many enrollments of the range a page looks at when only first ones are asked for. */
const FIRST_SCAN = 400;

type Listed = StoredEnrollment & {
  readonly kept: boolean;
  readonly sortedBy: string;
  readonly checksIn: boolean;
};

/**
 * The Enrollments page: one page of a range of days, the latest first. It takes one round trip; a second one for the
 * marks of today where the school checks in on this page.
 */
export async function listEnrollments(ctx: Context, filter: EnrollmentFilter): Promise<Page<EnrollmentRow>> {
  requireRight(ctx, "enrollments", "view");
  const limit = filter.first === "only" ? FIRST_SCAN : PAGE_SIZE;
  const found = await read(ctx, { rows: rowsQuery(ctx, filter, scan(ctx, filter, limit + 1)) });
  const seen = found.rows.slice(0, limit);
  const kept = seen.filter((row) => row.kept);
  const shown = kept.slice(0, PAGE_SIZE);
  const last = kept.length > PAGE_SIZE ? shown.at(-1) : seen.at(-1);
  const hasMore = kept.length > PAGE_SIZE || found.rows.length > limit;
  const plain = shown.map(({ kept: _kept, sortedBy: _sortedBy, checksIn: _checksIn, ...row }) =>
    enrollmentRow(row, ctx.nowMs),
  );
  const rows = shown[0]?.checksIn ? await withCheckIns(ctx, plain) : plain;
  return { rows, nextCursor: hasMore && last ? encodeCursor([last.sortedBy, last.id]) : null, total: null };
}

/** The first and the last day asked for: this month unless said otherwise. */
function range(ctx: Context, { from, to }: EnrollmentFilter): { from: string; to: string } {
  const month = today(ctx).slice(0, 7);
  const first = from ?? (to === undefined ? `${month}-01` : addDays(to, -30));
  return { from: first, to: to ?? lastDayOfMonth(from ?? `${month}-01`) };
}

/** The candidates in order, by one index: ids and what they are sorted by. */
function scan(ctx: Context, filter: EnrollmentFilter, limit: number): SQL {
  const [day, id] = filter.cursor ? decodeCursor(filter.cursor, 2) : ["9999-99-99", ""];
  const { column, key, where } = candidates(ctx, filter);
  return sql`select e.id, ${column} as sorted_by from enrollments e where ${where} and (${key}, e.id) < (${day}, ${id})
    order by ${key} desc, e.id desc limit ${limit}`;
}

/** The ids of all enrollments that the list would show under the filter, in no order. */
export function matchingEnrollments(ctx: Context, filter: EnrollmentFilter): SQL {
  const kept = filter.first === "only" ? sql`and ${isFirst}` : sql``;
  return sql`select e.id from enrollments e where ${candidates(ctx, filter).where} ${kept}`;
}

function candidates(ctx: Context, filter: EnrollmentFilter) {
  const { from, to } = range(ctx, filter);
  const column = filter.basis === "drops" ? sql`e.ends_on` : sql`e.starts_on`;
  // A plus keeps an index away: that of all days where a class or a name picks fewer, that of a class where days order.
  const words = searchWords(filter.q).sort((a, b) => b.length - a.length);
  const isPicked = filter.class !== undefined || words.length > 0;
  const key = isPicked ? sql`+${column}` : column;
  const picked = sql`${filter.class ? sql`and e.class_id = ${filter.class}` : sql``}
    ${words.length > 0 ? sql`and e.student_id in (${studentsNamed(words)})` : sql``}
    ${kindCondition(filter)} and exists (${classInReach(ctx, filter)})`;
  return { column, key, where: sql`e.deleted_at is null ${picked} and ${days(filter.basis, key, from, to)}` };
}

/** All but the active ones have an index of their own, which is found only when its own condition is said too. */
function kindCondition({ kind, basis }: EnrollmentFilter): SQL {
  if (kind === undefined) return sql``;
  const isRare = kind !== "active" && basis !== "drops";
  return isRare ? sql`and e.kind <> 'active' and e.kind = ${kind}` : sql`and e.kind = ${kind}`;
}

function classInReach(ctx: Context, { program, level, location }: EnrollmentFilter): SQL {
  const conditions = [
    sql`c.id = e.class_id`,
    classScope(ctx, "enrollments", "view"),
    ...(program ? [sql`c.program_id = ${program}`] : []),
    ...(level ? [sql`c.level_id = ${level}`] : []),
    ...(location ? [sql`c.location_id = ${location}`] : []),
  ];
  return sql`select 1 from classes c where c.deleted_at is null and ${sql.join(conditions, sql` and `)}`;
}

function days(basis: EnrollmentFilter["basis"], key: SQL, from: string, to: string): SQL {
  switch (basis) {
    case "during":
      return sql`${key} <= ${to} and coalesce(e.ends_on, ${FOREVER}) >= ${from}
        and (e.wait_state is null or e.wait_state not in ('accepted', 'declined'))`;
    case "starts":
      return sql`${key} between ${from} and ${to} and e.kind <> 'wait'`;
    case "drops":
      return sql`${key} between ${from} and ${to} and e.kind = 'active' and e.transferred_to_id is null`;
  }
}

/** Students by the longest word; the others must be among the words of the name. */
function studentsNamed([longest = "", ...others]: readonly string[]): SQL {
  const probes = others.map(
    (word) => sql`and exists (select 1 from student_list n where n.student_id = t.id
    and instr(n.words, ${JSON.stringify(word).slice(0, -1)}) > 0)`,
  );
  return sql`select t.id from search_tokens t where ${inRange({ scope: "sn", prefix: longest })}
    ${sql.join(probes, sql` `)} limit ${MAX_CANDIDATES}`;
}

function rowsQuery(ctx: Context, filter: EnrollmentFilter, scanned: SQL): Query<Listed> {
  return select(
    {
      ...rowFields(ctx),
      kept: flag(filter.first === "only" ? isFirst : sql`1`),
      sortedBy: sql<string>`z.sorted_by`,
      checksIn: isCheckInMode,
    },
    sql`from (${scanned}) z cross join enrollments e on e.id = z.id ${rowJoins} order by z.sorted_by desc, z.id desc`,
  );
}

const isFirst = sql`(e.kind <> 'wait' and not exists (select 1 from enrollments x where x.student_id = e.student_id
  and x.deleted_at is null and x.kind <> 'wait' and (x.starts_on, x.id) < (e.starts_on, e.id)))`;
