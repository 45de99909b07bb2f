import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { addYears } from "../../../tenant-schema/dates.ts";
import { familyList, studentList } from "../../../tenant-schema/lists.ts";
import { searchPhrase, searchWords } from "../../../tenant-schema/text.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { decodeCursor, encodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { inRange } from "../families/search.ts";
import type { StudentFilter, StudentRow } from "./schemas.ts";

interface ListedStudent extends StudentRow {
  readonly sortName: string;
}

/** How many words or rows a page may look at when another filter narrows it. */
const FILTERED_SCAN = 150;

/** One page of students in one round trip: by the first word typed, else by age where one is asked for, else by name. */
export async function listStudents(ctx: Context, filter: StudentFilter): Promise<Page<StudentRow>> {
  requireRight(ctx, "students", "view");
  const words = searchWords(filter.q).sort((a, b) => b.length - a.length);
  if (words.length > 0) return listByWords(ctx, filter, words);
  if (filter.minAge !== undefined || filter.maxAge !== undefined) return listByAge(ctx, filter);
  return listByName(ctx, filter);
}

function studentFields(on: string) {
  return {
    id: studentList.studentId,
    name: studentList.name,
    sortName: studentList.sortName,
    birthDate: studentList.birthDate,
    gender: studentList.gender,
    isActive: flag(studentActive(on)),
    familyId: studentList.familyId,
    familyName: familyList.name,
    guardianName: familyList.guardianName,
    phone: familyList.phone,
  };
}

/** Where the derived flag was due to change since the day was turned, it is computed afresh. */
export function studentActive(on: string): SQL {
  return sql`case when ${studentList.activeChangesOn} <= ${on} then ${activeOn(on)} else ${studentList.isActive} end`;
}

const withFamily = sql`cross join ${familyList} on ${familyList.familyId} = ${studentList.familyId}`;

function activeOn(on: string): SQL {
  return sql`exists (select 1 from enrollments e where e.student_id = ${studentList.studentId} and e.deleted_at is null
    and e.kind = 'active' and e.starts_on <= ${on} and (e.ends_on is null or e.ends_on >= ${on}))`;
}

/** Whether the list would show a row of `student_list` under the filter. */
export function studentMatches(filter: StudentFilter, on: string): SQL {
  const words = searchWords(filter.q).map(
    (word) => sql`instr(${studentList.words}, ${JSON.stringify(word).slice(0, -1)}) > 0`,
  );
  return sql`(${sql.join([narrowed(filter, on), ...words], sql` and `)})`;
}

/** What the filter asks for besides words. */
function narrowed(filter: StudentFilter, on: string): SQL {
  const conditions: SQL[] = [sql`true`];
  const settled = sql`(${studentList.activeChangesOn} is null or ${studentList.activeChangesOn} > ${on})`;
  if (filter.status === "active") {
    conditions.push(sql`(case when ${settled} then ${studentList.isActive} = 1 else ${activeOn(on)} end)`);
  }
  if (filter.status === "inactive") {
    conditions.push(
      sql`(case when ${settled} then ${studentList.isActive} = 0 else not ${activeOn(on)} end)`,
    );
  }
  if (filter.gender) conditions.push(sql`${studentList.gender} = ${filter.gender}`);
  const { youngest, oldest } = birthDates(filter, on);
  if (oldest) conditions.push(sql`${studentList.birthDate} > ${oldest}`);
  if (youngest) conditions.push(sql`${studentList.birthDate} <= ${youngest}`);
  return sql.join(conditions, sql` and `);
}

/** Somebody is at most 7 when born after this day eight years ago, and at least 5 when born five years ago or before. */
function birthDates(filter: StudentFilter, on: string): { youngest: string | null; oldest: string | null } {
  return {
    youngest: filter.minAge === undefined ? null : addYears(on, -filter.minAge),
    oldest: filter.maxAge === undefined ? null : addYears(on, -filter.maxAge - 1),
  };
}

async function listByName(ctx: Context, filter: StudentFilter): Promise<Page<StudentRow>> {
  const on = today(ctx);
  const after = filter.cursor ? decodeCursor(filter.cursor, 2) : ["", ""];
  const beyond = sql`(${studentList.sortName}, ${studentList.studentId}) > (${after[0]}, ${after[1]})`;
  const inOrder = sql`order by ${studentList.sortName}, ${studentList.studentId} limit ${PAGE_SIZE + 1}`;
  const found = await read(ctx, { rows: namePage(filter, on, beyond, inOrder), total: studentTotal(filter) });
  return pageOf(found.rows, PAGE_SIZE, (row) => [row.sortName, row.id], found.total[0]?.value ?? null);
}

/** The same merge as in the families list: settled flags from the index, the few turning ones one by one. */
function namePage(filter: StudentFilter, on: string, beyond: SQL, inOrder: SQL): Query<ListedStudent> {
  if (filter.status === "all") {
    return select(
      studentFields(on),
      sql`from ${studentList} ${withFamily} where ${narrowed(filter, on)} and ${beyond} ${inOrder}`,
    );
  }
  const flagged = filter.status === "active" ? 1 : 0;
  const settled = sql`select * from ${studentList} where ${studentList.isActive} = ${sql.raw(String(flagged))}
    and (${studentList.activeChangesOn} is null or ${studentList.activeChangesOn} > ${on})
    and ${narrowed({ ...filter, status: "all" }, on)} and ${beyond} ${inOrder}`;
  const turning = sql`select * from ${studentList} indexed by student_list_turning where ${studentList.activeChangesOn} <= ${on}
    and ${narrowed(filter, on)} and ${beyond} ${inOrder}`;
  return select(
    studentFields(on),
    sql`from (select * from (${settled}) union all select * from (${turning})) as student_list ${withFamily} ${inOrder}`,
  );
}

async function listByAge(ctx: Context, filter: StudentFilter): Promise<Page<StudentRow>> {
  const on = today(ctx);
  const after = filter.cursor ? decodeCursor(filter.cursor, 2) : ["", ""];
  const { rows } = await read(ctx, {
    rows: select(
      studentFields(on),
      sql`from ${studentList} ${withFamily} where ${studentList.birthDate} is not null and ${narrowed(filter, on)}
        and (${studentList.birthDate}, ${studentList.studentId}) > (${after[0]}, ${after[1]})
        order by ${studentList.birthDate}, ${studentList.studentId} limit ${PAGE_SIZE + 1}`,
    ),
  });
  return pageOf(rows, PAGE_SIZE, (row) => [row.birthDate as string, row.id], null);
}

/** By the longest word; the others are looked for in the words of the row. A whole name comes first, from its own range. */
async function listByWords(
  ctx: Context,
  filter: StudentFilter,
  words: readonly string[],
): Promise<Page<StudentRow>> {
  const on = today(ctx);
  const [longest, ...others] = words as [string, ...string[]];
  const after = filter.cursor ? decodeCursor(filter.cursor, 3) : ["", "", ""];
  const alone = others.length === 0 && filter.status === "all" && !filter.gender;
  const scan = alone ? PAGE_SIZE : FILTERED_SCAN;
  const probes = others.map(
    (word) => sql`instr(${studentList.words}, ${JSON.stringify(word).slice(0, -1)}) > 0`,
  );
  const kept = sql.join([narrowed(filter, on), ...probes], sql` and `);
  const phrase = filter.cursor ? null : searchPhrase(filter.q);
  const found = await read(ctx, {
    rows: tokenPage("sn", longest, after, scan + 1, kept, on),
    ...(phrase ? { named: tokenPage("sw", phrase, ["", "", ""], PAGE_SIZE, kept, on) } : {}),
  });
  const page = found.rows.slice(0, scan);
  const last = page.at(-1);
  const seen = new Set<string>();
  const shown = [...(found.named ?? []), ...page]
    .filter((row) => row.kept && !seen.has(row.id) && seen.add(row.id))
    .map(({ token: _token, tokenSort: _sort, kept: _kept, sortName: _name, ...row }) => row);
  const more = found.rows.length > scan && last;
  return {
    rows: shown,
    nextCursor: more ? encodeCursor([last.token, last.tokenSort, last.id]) : null,
    total: null,
  };
}

function tokenPage(
  scope: "sn" | "sw",
  prefix: string,
  after: readonly string[],
  limit: number,
  kept: SQL,
  on: string,
) {
  const scanned = sql`select token, sort_name, id from search_tokens where ${inRange({ scope, prefix })}
    and (token, sort_name, id) > (${after[0]}, ${after[1]}, ${after[2]}) order by token, sort_name, id limit ${limit}`;
  return select(
    {
      token: sql<string>`t.token`,
      tokenSort: sql<string>`t.sort_name`,
      kept: flag(kept),
      ...studentFields(on),
    },
    sql`from (${scanned}) t cross join ${studentList} on ${studentList.studentId} = t.id ${withFamily}
      order by t.token, t.sort_name, t.id`,
  );
}

function studentTotal(filter: StudentFilter): Query<{ value: number | null }> {
  const tally = (name: string) => sql`(select value from tallies where name = ${name})`;
  if (filter.gender) return select({ value: sql<null>`null` }, sql``);
  if (filter.status === "all") return select({ value: sql<number>`${tally("students")}` }, sql``);
  if (filter.status === "active") return select({ value: sql<number>`${tally("students.active")}` }, sql``);
  return select({ value: sql<number>`${tally("students")} - ${tally("students.active")}` }, sql``);
}
