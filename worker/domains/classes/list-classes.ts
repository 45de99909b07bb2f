import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { lookAheadEnd } from "../../../tenant-schema/openings.ts";
import { searchWords } from "../../../tenant-schema/text.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { inRange } from "../families/search.ts";
import { narrowed } from "./class-conditions.ts";
import { isShown, openingsAround, rowFields, shownDay } from "./class-list-fields.ts";
import type { ClassFilter } from "./schemas.ts";
import type { ClassRow } from "./shapes.ts";

interface ListedClass extends Omit<ClassRow, "enrolled"> {
  readonly key: string;
  readonly sortName: string;
  readonly enrolledWithoutSlots: number;
}

/**
 * One page of classes in one round trip. A typed word follows its range of the search tokens, else the list follows the
 * index by name; by day or openings it sorts the classes that the filter leaves. Only rows that are shown count places.
 */
export async function listClasses(ctx: Context, filter: ClassFilter): Promise<Page<ClassRow>> {
  requireRight(ctx, "classes", "view");
  const { rows } = await read(ctx, { rows: classPage(ctx, filter, PAGE_SIZE) });
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.key, row.sortName, row.id], null);
  return { ...page, rows: page.rows.map(rowOf) };
}

/** A listed class as it is shown: who comes is counted in its fullest slot, which costs nothing more. */
export function rowOf({ key: _key, sortName: _name, enrolledWithoutSlots, ...row }: ListedClass): ClassRow {
  const enrolled = Math.max(enrolledWithoutSlots, ...row.slots.map((slot) => slot.enrolled));
  return { ...row, enrolled };
}

/** A page of the list and one row more; for the list and for its export. */
export function classPage(ctx: Context, filter: ClassFilter, size: number): Query<ListedClass> {
  return select(listedFields(ctx, filter), listedClasses(ctx, filter, size));
}

/** What is read of `listedClasses`. */
export function listedFields(ctx: Context, filter: ClassFilter) {
  return {
    key: sql<string>`p.key`,
    sortName: sql<string>`p.sort_name`,
    ...rowFields(filter.on ?? today(ctx), ctx.nowMs),
  };
}

/** The classes of a page and one more, in their order: `cl`. */
export function listedClasses(ctx: Context, filter: ClassFilter, size: number): SQL {
  const on = filter.on ?? today(ctx);
  const after = filter.cursor ? decodeCursor(filter.cursor, 3) : null;
  const words = searchWords(filter.q);
  const scope = classScope(ctx, "classes", "view", { classId: sql`cl.id`, locationId: sql`cl.location_id` });
  const key = sortKeyOf(filter, on, ctx.nowMs);
  const beyond =
    after === null
      ? sql`true`
      : key === null
        ? sql`(cl.sort_name, cl.id) > (${after[1]}, ${after[2]})`
        : sql`(${key}, cl.sort_name, cl.id) > (${after[0]}, ${after[1]}, ${after[2]})`;
  const order = key === null ? sql`cl.sort_name, cl.id` : sql`1, cl.sort_name, cl.id`;
  const page = sql`select ${key ?? sql`''`} as key, cl.id, cl.sort_name, ${lookAheadEnd(shownDay(on, filter.status))} as until ${sourceOf(words)}
    where cl.deleted_at is null and ${narrowed(filter, on, ctx.nowMs)} and ${scope} and ${beyond}
    order by ${order} limit ${size + 1}`;
  return sql`from (${page}) p cross join classes cl on cl.id = p.id order by p.key, p.sort_name, p.id`;
}

/** The ids of all classes that the list would show under the filter, in no order. */
export function matchingClasses(ctx: Context, filter: ClassFilter): SQL {
  const on = filter.on ?? today(ctx);
  const scope = classScope(ctx, "classes", "view", { classId: sql`cl.id`, locationId: sql`cl.location_id` });
  return sql`select cl.id ${sourceOf(searchWords(filter.q))} where cl.deleted_at is null
    and ${narrowed(filter, on, ctx.nowMs)} and ${scope}`;
}

/** The longest word leads; the others are looked for in the name, whose words stand between blanks. */
function sourceOf(words: readonly string[]): SQL {
  const [longest, ...others] = [...words].sort((a, b) => b.length - a.length);
  if (longest === undefined) return sql`from classes cl`;
  const probes = others.map((word) => sql`and instr(' ' || cl.sort_name, ${` ${word}`}) > 0`);
  return sql`from (select distinct id from search_tokens where ${inRange({ scope: "cn", prefix: longest })}) t
    cross join classes cl on cl.id = t.id ${sql.join(probes, sql` `)}`;
}

/** What the list is sorted by before the name, as text that sorts like the number; null: by name alone. */
function sortKeyOf(filter: ClassFilter, on: string, nowMs: number): SQL | null {
  const day = shownDay(on, filter.status);
  const slots = sql`from slot_versions sv where sv.class_id = cl.id and ${isShown(day)}`;
  switch (filter.sort) {
    case "name":
      return null;
    case "day":
      return sql`printf('%05d', coalesce((select min(sv.weekday * 1440 + sv.start_minute) ${slots}), 99999))`;
    case "openings":
      return sql`printf('%05d', 99999 - coalesce((select max(${openingsAround(day, nowMs)}) ${slots}), 0))`;
  }
}
