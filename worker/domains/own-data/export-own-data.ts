import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { columnNames, SECTIONS } from "./sections.ts";

type Records = readonly Readonly<Record<string, unknown>>[];

export interface OwnDataExport {
  readonly school: string;
  readonly exportedAt: string;
  readonly records: Readonly<Record<string, Records>>;
}

/** Everything the school holds of the family and may hand out, in one trip. */
export async function exportOwnData(ctx: Context<GuardianActor>): Promise<OwnDataExport> {
  requireRole(ctx, "owner");
  const queries = Object.fromEntries(
    Object.keys(SECTIONS).map((name) => [name, sectionQuery(ctx.actor.familyId, name)]),
  );
  const found = await read(ctx, queries);
  const records = Object.entries(found).map(([name, rows]) => [name, rows.map(({ record }) => record)]);
  return {
    school: ctx.account.displayName,
    exportedAt: new Date(ctx.nowMs).toISOString(),
    records: Object.fromEntries(records),
  };
}

function sectionQuery(familyId: string, name: string): Query<{ record: Readonly<Record<string, unknown>> }> {
  const section = SECTIONS[name]!;
  const pairs = columnNames(section).map((column) => sql`${column}, t.${sql.identifier(column)}`);
  return select(
    { record: json<Record<string, unknown>>(sql`json_object(${sql.join(pairs, sql`, `)})`) },
    sql`from ${section.from(sql`${familyId}`)}`,
  );
}
