import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import { afterPrefix, fold, searchWords } from "../../../tenant-schema/text.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import type { GroupName, StaffFilter, StaffRow } from "./schemas.ts";

/** More words than anybody's name has; each costs parameters, of which a statement may have 100. */
const MAX_WORDS = 6;

/** One page of staff in the order of last names, in one round trip. */
export async function listStaff(ctx: Context, filter: StaffFilter): Promise<Page<StaffRow>> {
  requireRight(ctx, "staff", "view");
  const after = filter.cursor ? decodeCursor(filter.cursor, 2) : ["", ""];
  const where = sql`deleted_at is null and (sort_name, id) > (${after[0]}, ${after[1]}) and ${matching(filter.q)}`;
  const { rows } = await read(ctx, { rows: pageQuery(filter.status, where) });
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.sortName, row.id], null);
  return { ...page, rows: page.rows.map(({ sortName: _sortName, ...row }) => row) };
}

/** The ids of all staff that the list would show under the filter, in no order. */
export function matchingStaff({ status, q }: StaffFilter): SQL {
  const flags = status === "all" ? sql`true` : sql`is_active = ${sql.raw(status === "active" ? "1" : "0")}`;
  return sql`select id from staff where deleted_at is null and ${flags} and ${matching(q)}`;
}

function pageQuery(status: StaffFilter["status"], where: SQL): Query<StaffRow & { sortName: string }> {
  const inOrder = sql.raw(`order by sort_name, id limit ${PAGE_SIZE + 1}`);
  // The index begins with the flag, so all of them are two ranges merged.
  const range = (flag: "0" | "1") =>
    sql`select * from (select * from staff where is_active = ${sql.raw(flag)} and ${where} ${inOrder})`;
  const ranges = {
    active: range("1"),
    inactive: range("0"),
    all: sql`${range("1")} union all ${range("0")}`,
  };
  return select(
    {
      id: staff.id,
      name: sql<string>`trim(${staff.firstName} || ' ' || ${staff.lastName})`,
      sortName: staff.sortName,
      username: staff.username,
      title: staff.title,
      phone: sql<string | null>`coalesce(${staff.phoneE164}, ${staff.phone})`,
      email: staff.email,
      isActive: staff.isActive,
      groups: groupsOf(sql`${staff.id}`),
    },
    sql`from (${ranges[status]}) as staff ${inOrder}`,
  );
}

/** The groups of a person as a JSON column. */
export function groupsOf(staffId: SQL): SQL<GroupName[]> {
  return json<GroupName[]>(sql`(select json_group_array(json_object('id', id, 'name', name)) from (
    select g.id, g.name from staff_group_members m join staff_groups g on g.id = m.group_id
    where m.staff_id = ${staffId} and m.deleted_at is null and g.deleted_at is null order by g.name))`);
}

/** Every word begins a name, the user name or the e-mail. Staff are few, so this filters what the index yields. */
function matching(typed: string): SQL {
  const parts = typed.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  if (parts.length === 0) return sql`true`;
  return sql.join(
    parts.map((part) => {
      const begins = (column: string) =>
        sql`(${sql.raw(column)} >= ${fold(part)} and ${sql.raw(column)} < ${afterPrefix(fold(part))})`;
      // The words of a name are a JSON array, in which each begins after a quote.
      const names = searchWords(part).map((word) => sql`instr(name_words, ${`"${word}`}) > 0`);
      const inName = names.length > 0 ? sql`(${sql.join(names, sql` and `)})` : sql`false`;
      return sql`(${inName} or ${begins("username_folded")} or ${begins("email_folded")})`;
    }),
    sql` and `,
  );
}
