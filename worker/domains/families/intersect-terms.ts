import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { familyList } from "../../../tenant-schema/lists.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { Page } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { KEPT, listedFields, statusCondition } from "./family-list-fields.ts";
import type { FamilyFilter } from "./schemas.ts";
import { familyPhrase, hasTerm, inRange, type SearchTerm, type TokenRange } from "./search.ts";
import type { FamilyRow } from "./shapes.ts";

/** Rows spent on finding out which term is the rarest, shared among the terms. */
const PROBE_ROWS = 160;
/** Families looked at through the rarest term; each costs its word and its list row. */
const MAX_SCANNED = 150;
/** Families of the whole name that the words begin. */
const MAX_OF_PHRASE = 50;

/**
 * Families that match every term, in one round trip and at most some 600 rows read, whatever the account's size. Words
 * that begin somebody's whole name find them in one range. For any other mixture each term is counted a little way, the
 * rarest is followed, and the others are looked for in the words that a list row carries; where even the rarest has more
 * families than that, the answer says "refine".
 */
export async function intersectTerms(
  ctx: Context,
  filter: FamilyFilter,
  terms: readonly SearchTerm[],
): Promise<Page<FamilyRow>> {
  const on = today(ctx);
  const words = sql`${familyList.words}`;
  const matches = terms.map((term) => hasTerm(words, term));
  const keyword = filter.keyword
    ? sql`and exists (select 1 from keyword_links k where k.entity_id = ${familyList.familyId}
        and k.keyword_id = ${filter.keyword} and k.deleted_at is null)`
    : sql``;
  const kept = sql`${sql.join(matches, sql` and `)} and ${statusCondition(filter.status, on)} ${keyword}`;
  const rowsOf = (ids: SQL) =>
    select(
      { kept: KEPT, ...listedFields(ctx, on) },
      sql`from (${ids}) c left join ${familyList} on ${familyList.familyId} = c.id and ${kept}`,
    );
  const phrase = familyPhrase(filter);
  const found = await read(ctx, {
    rare: rowsOf(rarestTerm(terms, PROBE_ROWS, MAX_SCANNED)),
    named: rowsOf(phrase ? idsOf(phrase) : sql`select null as id where false`),
  });
  const seen = new Set<string>();
  const rows = [...found.named, ...found.rare]
    .filter((row) => row.kept && !seen.has(row.id) && seen.add(row.id))
    .sort((a, b) => (a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.id < b.id ? -1 : 1))
    .map(({ kept: _kept, sortName: _sortName, ...row }) => row);
  const cut = found.rare.length >= MAX_SCANNED || found.named.length >= MAX_OF_PHRASE;
  return { rows, nextCursor: null, total: null, refine: cut };
}

function idsOf(range: TokenRange): SQL {
  return sql`select id from search_tokens where ${inRange(range)} limit ${sql.raw(String(MAX_OF_PHRASE))}`;
}

/**
 * The ids that the rarest of the terms yields, at most `maxScanned`: which one it is the database finds out by counting
 * each a little way, `probeRows` in all. One id comes once for each of its words that match.
 */
export function rarestTerm(terms: readonly SearchTerm[], probeRows: number, maxScanned: number): SQL {
  const probe = Math.floor(probeRows / terms.length);
  const counted = terms.map((term, i) => {
    const counts = term.map((range) => countUpTo(inRange(range), Math.ceil(probe / term.length)));
    const length = Math.max(...term.map((range) => range.prefix.length));
    return sql`select ${sql.raw(String(i))} as i, ${sql.join(counts, sql` + `)} as n, ${sql.raw(String(length))} as length`;
  });
  const ranges = terms.flatMap((term, i) =>
    term.map((range) => [i, range.scope, range.prefix, `${range.prefix}\u{10ffff}`]),
  );
  return candidates(counted, ranges, maxScanned);
}

function countUpTo(condition: SQL, limit: number): SQL {
  return sql`(select count(*) from (select 1 from search_tokens where ${condition} limit ${sql.raw(String(limit))}))`;
}

/** A compound SELECT takes at most five terms on D1, so they nest. */
function unionOf(parts: readonly SQL[]): SQL {
  if (parts.length <= 4) return sql.join([...parts], sql` union all `);
  return sql`${sql.join(parts.slice(0, 4), sql` union all `)} union all select * from (${unionOf(parts.slice(4))})`;
}

function candidates(
  counted: readonly SQL[],
  ranges: readonly (readonly (string | number)[])[],
  maxScanned: number,
): SQL {
  return sql`select t.id from
      (select i from (${unionOf(counted)}) order by n, length desc limit 1) rarest
      cross join json_each(${JSON.stringify(ranges)}) r
      cross join search_tokens t on t.scope = r.value->>1 and t.token >= r.value->>2 and t.token < r.value->>3
    where r.value->>0 = rarest.i limit ${sql.raw(String(maxScanned))}`;
}
