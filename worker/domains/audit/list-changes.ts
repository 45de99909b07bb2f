import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays, isIsoDate, startOfDateMs } from "../../../tenant-schema/dates.ts";
import { changeRows, changes } from "../../../tenant-schema/foundation.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, encodeCursor, PAGE_SIZE, type Page } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { entries, toEntry } from "./entry-query.ts";
import type { AuditEntry, AuditFilter } from "./schemas.ts";

/** Acts looked at for one page when a second filter narrows what an index yields. */
const SCANNED = 500;

/**
 * One page of the audit log, newest first, in one round trip. One filter follows an index; what a second one leaves
 * out is skipped, a bounded way per page: the next page then begins where this one stopped looking.
 */
export async function listChanges(ctx: Context, filter: AuditFilter): Promise<Page<AuditEntry>> {
  requireRight(ctx, "audit", "view");
  const { from, to } = spanOf(ctx, filter);
  const { source, rest } = sourceOf(filter, from, to);
  const narrowed = rest.length > 0;
  const scanned = source(narrowed ? SCANNED : PAGE_SIZE + 1);
  const found = await read(ctx, {
    rows: entries(ctx, scanned, {
      where: narrowed ? sql.join(rest, sql` and `) : sql`true`,
      limit: PAGE_SIZE + 1,
    }),
    seen: select(
      { count: sql<number>`count(*)`, last: sql<string | null>`min(id)` },
      narrowed ? sql`from (${scanned})` : sql`from (select null as id where false)`,
    ),
  });
  const rows = found.rows.slice(0, PAGE_SIZE).map((entry) => toEntry(ctx, entry));
  const { count, last } = found.seen[0]!;
  const lastShown = found.rows.length > PAGE_SIZE ? rows.at(-1)!.id : null;
  const next = lastShown ?? (count === SCANNED ? last : null);
  return { rows, nextCursor: next === null ? null : encodeCursor([next]), total: null };
}

/** Ids of changes begin with their time, so days and the cursor are one range of ids: from ≤ id < to. */
function spanOf(ctx: Context, filter: AuditFilter): { from: string; to: string } {
  const firstAt = (day: string) => firstIdAt(startOfDateMs(day, ctx.account.timeZone));
  const from = isIsoDate(filter.from) ? firstAt(filter.from) : "";
  const end = isIsoDate(filter.to) ? firstAt(addDays(filter.to, 1)) : "\u{10ffff}";
  const cursor = filter.cursor ? decodeCursor(filter.cursor, 1)[0]! : end;
  if (cursor > end) return { from, to: end };
  return { from, to: cursor };
}

function firstIdAt(atMs: number): string {
  return newId("change", atMs, () => new Uint8Array(16));
}

interface Source {
  /** Ids that the most telling filter yields, newest first. */
  readonly source: (limit: number) => SQL;
  /** The other filters. */
  readonly rest: SQL[];
}

function sourceOf({ subject, actor, action, entity }: AuditFilter, from: string, to: string): Source {
  const inSpan = (id: SQL) => sql`${id} >= ${from} and ${id} < ${to}`;
  const isActor = sql`${changes.actorId} = ${actor}`;
  const isAction = sql`${changes.action} = ${action}`;
  const isEntity = sql`${changes.action} >= ${`${entity}.`} and ${changes.action} < ${`${entity}/`}`;
  const filters = [
    { on: actor !== "", condition: isActor, source: byIndex(isActor, from, to) },
    { on: action !== "", condition: isAction, source: byIndex(isAction, from, to) },
    { on: entity !== "", condition: isEntity, source: byNoun(entity, from, to) },
  ].filter((one) => one.on);
  if (subject !== "") {
    const source = (limit: number) => sql`select ${changeRows.changeId} as id from ${changeRows}
      where ${changeRows.subjectId} = ${subject} and ${inSpan(sql`${changeRows.changeId}`)}
      group by ${changeRows.changeId} order by ${changeRows.changeId} desc limit ${limit}`;
    return { source, rest: filters.map((one) => one.condition) };
  }
  const [first, ...others] = filters;
  if (first) return { source: first.source, rest: others.map((one) => one.condition) };
  return { source: byIndex(sql`true`, from, to), rest: [] };
}

function byIndex(condition: SQL, from: string, to: string): Source["source"] {
  return (limit) => sql`select ${changes.id} as id from ${changes}
    where ${condition} and ${changes.id} >= ${from} and ${changes.id} < ${to} order by ${changes.id} desc limit ${limit}`;
}

/**
 * All actions on a kind of record: the few that begin with it are found by stepping over the index, then the newest
 * acts of each are merged. A list of ids travels as JSON, because a joined subquery cannot have its own limit.
 */
function byNoun(noun: string, from: string, to: string): Source["source"] {
  const after = `${noun}/`;
  const newest = (limit: number) => sql`select json_group_array(id) from (
    select id from changes where changes.action = kinds.action and id >= ${from} and id < ${to}
    order by id desc limit ${limit})`;
  return (limit) => sql`select acts.value as id from (
      with recursive steps(action) as (
        select min(action) from changes where action >= ${`${noun}.`} and action < ${after}
        union all
        select (select min(action) from changes where action > steps.action and action < ${after})
        from steps where steps.action is not null)
      select action from steps where action is not null) kinds
    cross join json_each((${newest(limit)})) acts order by acts.value desc limit ${limit}`;
}
