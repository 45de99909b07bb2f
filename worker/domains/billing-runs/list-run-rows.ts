import { sql } from "drizzle-orm";
import { flag, json, type RowOf, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { explainPrice } from "./explain-price.ts";
import { runById } from "./run-queries.ts";
import type { Difference, RunRowsFilter } from "./schemas.ts";
import type { RunRow, RunRows } from "./shapes.ts";

const ROWS_PER_PAGE = 200;

const fields = {
  position: sql<number>`r.position`,
  familyId: sql<string>`r.family_id`,
  familyName: sql<string>`coalesce(f.name, '')`,
  studentName: sql<string | null>`s.first_name || ' ' || s.last_name`,
  enrollmentId: sql<string | null>`r.enrollment_id`,
  difference: sql<Difference | null>`r.difference`,
  label: sql<string>`r.label`,
  amountMinor: sql<number>`r.amount_minor`,
  wasMinor: sql<number | null>`r.was_minor`,
  isTicked: flag(sql`r.is_ticked`),
  state: sql<RunRow["state"]>`r.state`,
  recordId: sql<string | null>`r.record_id`,
  problem: sql<string | null>`r.problem`,
  shown: json<RunRow["shown"]>(sql`r.payload -> 'shown'`),
  trace: json<readonly unknown[] | null>(sql`r.payload -> 'trace'`),
};

/** The lines of a run in their order, page by page. @throws Forbidden, NotFound */
export async function listRunRows(ctx: Context, id: string, filter: RunRowsFilter): Promise<RunRows> {
  requireRight(ctx, "transactions", "view");
  const after = filter.cursor === undefined ? -1 : Number(decodeCursor(filter.cursor, 1)[0]);
  const found = await read(ctx, {
    run: runById(id),
    rows: select(
      fields,
      sql`from billing_run_rows r left join families f on f.id = r.family_id left join students s on s.id = r.student_id
        where r.run_id = ${id} and r.position > ${after} and ${matching(filter)}
        order by r.position limit ${ROWS_PER_PAGE + 1}`,
    ),
  });
  if (!found.run[0]) throw new NotFound("billing run");
  const rows = found.rows.map((row) => rowOf(ctx, row));
  const { nextCursor } = pageOf(rows, ROWS_PER_PAGE, (row) => [String(row.position)], null);
  return { rows: rows.slice(0, ROWS_PER_PAGE), nextCursor };
}

function matching({ difference, state, q }: RunRowsFilter) {
  const conditions = [
    difference === "" ? null : sql`r.difference = ${difference}`,
    state === "" ? null : sql`r.state = ${state}`,
    q === "" ? null : sql`instr(lower(coalesce(f.name, '') || ' ' || r.label), lower(${q})) > 0`,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function rowOf(ctx: Context, { trace, ...row }: RowOf<typeof fields>): RunRow {
  return { ...row, explanation: trace === null ? [] : explainPrice(ctx, trace) };
}
