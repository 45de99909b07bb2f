import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { familyList } from "../../../tenant-schema/lists.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { decodeCursor, encodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { activeOn, KEPT, type ListedFamily, listedFields, statusCondition } from "./family-list-fields.ts";
import { familyTotal } from "./family-total.ts";
import { intersectTerms } from "./intersect-terms.ts";
import type { FamilyFilter } from "./schemas.ts";
import { familyTerms, inRange, type SearchTerm } from "./search.ts";
import type { FamilyRow } from "./shapes.ts";

/** How many words a search by one word looks at for a page when a status narrows it as well. */
const FILTERED_SCAN = 150;

/**
 * One page of families, in one round trip. Without words it follows an index by name; with one word it follows that
 * word's range in the order of the matched word; several words are intersected.
 */
export async function listFamilies(ctx: Context, filter: FamilyFilter): Promise<Page<FamilyRow>> {
  requireRight(ctx, "families", "view");
  const terms = familyTerms(filter, ctx.account.phoneRegion);
  if (terms.length === 0) return filter.keyword ? listByKeyword(ctx, filter) : listByName(ctx, filter);
  if (terms.length === 1 && !filter.keyword) return listByTerm(ctx, filter, terms[0]!);
  return intersectTerms(ctx, filter, terms);
}

async function listByName(ctx: Context, filter: FamilyFilter): Promise<Page<FamilyRow>> {
  const after = filter.cursor ? decodeCursor(filter.cursor, 2) : ["", ""];
  const beyond = sql`(${familyList.sortName}, ${familyList.familyId}) > (${after[0]}, ${after[1]})`;
  const inOrder = sql`order by ${familyList.sortName}, ${familyList.familyId} limit ${PAGE_SIZE + 1}`;
  const found = await read(ctx, {
    rows: namePage(ctx, filter.status, beyond, inOrder),
    total: familyTotal(filter.status),
  });
  const page = pageOf(found.rows, PAGE_SIZE, (row) => [row.sortName, row.id], found.total[0]?.value ?? null);
  return { ...page, rows: page.rows.map(withoutSortName) };
}

/**
 * Active and Inactive change by date without a write. Rows whose flag is settled come from the index; the few that
 * were due to change since the day was turned are looked at one by one and merged in.
 */
function namePage(
  ctx: Context,
  status: FamilyFilter["status"],
  beyond: SQL,
  inOrder: SQL,
): Query<ListedFamily> {
  const on = today(ctx);
  if (status !== "active" && status !== "inactive") {
    return select(
      listedFields(ctx, on),
      sql`from ${familyList} where ${statusCondition(status, on)} and ${beyond} ${inOrder}`,
    );
  }
  const flagged = status === "active" ? 1 : 0;
  const settled = sql`select * from ${familyList} where ${familyList.isActive} = ${sql.raw(String(flagged))}
    and (${familyList.activeChangesOn} is null or ${familyList.activeChangesOn} > ${on}) and ${beyond} ${inOrder}`;
  const turning = sql`select * from ${familyList} indexed by family_list_turning where ${familyList.activeChangesOn} <= ${on}
    and ${status === "active" ? activeOn(on) : sql`not ${activeOn(on)}`} and ${beyond} ${inOrder}`;
  return select(
    listedFields(ctx, on),
    sql`from (select * from (${settled}) union all select * from (${turning})) as family_list ${inOrder}`,
  );
}

/** By one word, or one phone that may lie in several ranges; in the order of what matched. */
async function listByTerm(ctx: Context, filter: FamilyFilter, term: SearchTerm): Promise<Page<FamilyRow>> {
  const on = today(ctx);
  const scan = filter.status === "all" ? PAGE_SIZE : FILTERED_SCAN;
  const after = filter.cursor ? decodeCursor(filter.cursor, 4) : ["", "", "", ""];
  const inOrder = sql`order by scope, token, sort_name, id limit ${scan + 1}`;
  const ranges = term.map(
    (
      range,
    ) => sql`select * from (select scope, token, sort_name, id from search_tokens where ${inRange(range)}
      and (scope, token, sort_name, id) > (${sql.join(
        after.map((part) => sql`${part}`),
        sql`, `,
      )}) ${inOrder})`,
  );
  const scanned =
    ranges.length === 1 ? ranges[0]! : sql`select * from (${sql.join(ranges, sql` union all `)}) ${inOrder}`;
  const kept = statusCondition(filter.status, on);
  const { rows } = await read(ctx, {
    rows: select(
      {
        key: json<string[]>(sql`json_array(t.scope, t.token, t.sort_name, t.id)`),
        kept: KEPT,
        ...listedFields(ctx, on),
      },
      sql`from (${scanned}) t left join ${familyList} on ${familyList.familyId} = t.id and ${kept}
        order by t.scope, t.token, t.sort_name, t.id`,
    ),
  });
  const page = rows.slice(0, scan);
  const last = page.at(-1);
  const seen = new Set<string>();
  const shown = page
    .filter((row) => row.kept && !seen.has(row.id) && seen.add(row.id))
    .map(({ key: _key, kept: _kept, ...row }) => withoutSortName(row));
  return { rows: shown, nextCursor: rows.length > scan && last ? encodeCursor(last.key) : null, total: null };
}

/** Keywords are few and their families many or few; the first 500 by name, then "refine". */
async function listByKeyword(ctx: Context, filter: FamilyFilter): Promise<Page<FamilyRow>> {
  const on = today(ctx);
  const limit = 500;
  const { rows } = await read(ctx, {
    rows: select(
      listedFields(ctx, on),
      sql`from (select entity_id from keyword_links where keyword_id = ${filter.keyword} and deleted_at is null) k
        cross join ${familyList} on ${familyList.familyId} = k.entity_id
        where ${statusCondition(filter.status, on)} order by ${familyList.sortName} limit ${limit + 1}`,
    ),
  });
  const shown = rows.slice(0, limit).map(withoutSortName);
  return { rows: shown, nextCursor: null, total: null, refine: rows.length > limit };
}

function withoutSortName({ sortName: _sortName, ...row }: ListedFamily): FamilyRow {
  return row;
}
