import { parse } from "zod/v4/core";
import { findReport } from "../../worker/domains/reports/catalog.ts";
import type { Position, ReportScope } from "../../worker/domains/reports/definition.ts";
import type { Cell, ReportLayout, ReportRow } from "../../worker/domains/reports/shapes.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import type { Grant } from "../../worker/kernel/permissions.ts";

export interface WholeReport {
  readonly layout: ReportLayout;
  readonly rows: readonly ReportRow[];
  readonly totals: Readonly<Record<string, number>>;
  /** A cell by the key of its column. */
  readonly cell: (row: ReportRow, key: string) => Cell;
  /** The sum of a column, over the rows that count, or those of one section. */
  readonly sum: (key: string, section?: string) => number;
}

/** Everything, everywhere. */
export const ALL: Grant = {
  right: "admin",
  level: "full",
  locationId: null,
  ownClassesOnly: false,
  groupId: null,
  groupName: null,
};

export function scopeFor(
  ctx: Context,
  grants: readonly Grant[],
  on: string,
  staffId = "stf_reader",
): ReportScope {
  const actor: StaffActor = {
    ...{ kind: "staff", id: staffId, name: "Reader", email: null, sessionId: "", tokenHash: "" },
    ...{ grants, rightsVersion: 1, enterprise: null },
  };
  return { ctx: { ...ctx, actor }, read: (queries) => ctx.database.read(queries), on };
}

/** A report to its end, page after page, with pages as small as is wished. */
export async function readAll(
  scope: ReportScope,
  code: string,
  asked: object,
  limit = 1_000,
): Promise<WholeReport> {
  const report = findReport(code);
  if (!report) throw new Error(`There is no report ${code}`);
  const filter = parse(report.filter, asked);
  const bound = await report.begin(scope, filter);
  const layout = await report.layout(scope, filter, bound);
  const rows: ReportRow[] = [];
  let totals: Readonly<Record<string, number>> = {};
  for (let after: Position | null = null; ; ) {
    const page = await report.page(scope, { filter, bound, after, limit });
    rows.push(...page.rows);
    totals = page.totals ?? totals;
    if (page.next === null) break;
    // A run keeps the position as JSON between its steps.
    after = JSON.parse(JSON.stringify(page.next)) as Position;
  }
  const at = (key: string) => {
    const index = layout.columns.findIndex((column) => column.key === key);
    if (index < 0) throw new Error(`${code} has no column ${key}`);
    return index;
  };
  const counts = new Map(layout.sections.map((section) => [section.key, section.counts]));
  return {
    ...{ layout, rows, totals },
    cell: (row, key) => row.cells[at(key)] ?? null,
    sum: (key, section) =>
      rows
        .filter((row) =>
          section === undefined ? (counts.get(row.section ?? "") ?? true) : row.section === section,
        )
        .reduce((sum, row) => sum + Number(row.cells[at(key)] ?? 0), 0),
  };
}
