import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { Report } from "../../domains/reports/definition.ts";
import type { RecordKind } from "../../domains/reports/shapes.ts";
import { Precondition } from "../../kernel/errors.ts";

type Filter = Readonly<Record<string, unknown>>;
type Read = (queries: NamedQueries) => Promise<RowsOf<NamedQueries>>;
type NamedQueries = Readonly<Record<string, Query<{ id: string; name: string }>>>;

/** A filter as every account can understand it: records by their names, everything else as it is. */
export interface MappedFilter {
  readonly filter: Filter;
  readonly names: Readonly<Record<string, string>>;
}

const TABLES: Readonly<Record<RecordKind, { noun: string; rows: SQL }>> = {
  location: { noun: "location", rows: sql`select id, name from living_locations` },
  program: { noun: "program", rows: sql`select id, name from living_programs` },
  level: { noun: "level", rows: sql`select id, name from living_levels` },
  instructor: {
    noun: "instructor",
    rows: sql`select id, first_name || ' ' || last_name as name from living_staff`,
  },
  category: {
    noun: "charge category",
    rows: sql`select id, name from charge_categories where deleted_at is null`,
  },
  dropReason: {
    noun: "drop reason",
    rows: sql`select id, label as name from list_items where kind = 'drop_reason' and deleted_at is null`,
  },
};

const named = (of: RecordKind, condition: SQL): Query<{ id: string; name: string }> =>
  select(
    { id: sql<string>`id`, name: sql<string>`name` },
    sql`from (${TABLES[of].rows}) where ${condition} limit 1`,
  );

/** The names of the records that a filter is limited to. @throws Precondition when one is gone */
export async function namesOfFilter(read: Read, report: Report, filter: Filter): Promise<MappedFilter> {
  const fields = recordFields(report, filter);
  if (fields.length === 0) return { filter, names: {} };
  const found = await read(
    Object.fromEntries(fields.map(({ key, of }) => [key, named(of, sql`id = ${String(filter[key])}`)])),
  );
  const names = Object.fromEntries(
    fields.map(({ key, of }) => {
      const name = found[key]?.[0]?.name;
      if (name !== undefined) return [key, name];
      throw new Precondition("record_gone", `The ${TABLES[of].noun} you chose is gone. Choose another one.`);
    }),
  );
  return { filter: Object.fromEntries(Object.entries(filter).filter(([key]) => !(key in names))), names };
}

/** The filter with the records of another account that have those names. @throws Precondition naming what is missing */
export async function filterHere(
  read: Read,
  report: Report,
  { filter, names }: MappedFilter,
): Promise<Filter> {
  const fields = report.fields.flatMap((field) =>
    field.kind === "record" && names[field.key] !== undefined ? [{ ...field, name: names[field.key]! }] : [],
  );
  if (fields.length === 0) return filter;
  const found = await read(
    Object.fromEntries(
      fields.map(({ key, of, name }) => [key, named(of, sql`lower(trim(name)) = lower(trim(${name}))`)]),
    ),
  );
  const ids = fields.map(({ key, of, name }) => {
    const id = found[key]?.[0]?.id;
    if (id !== undefined) return [key, id] as const;
    throw new Precondition("not_there", `This account has no ${TABLES[of].noun} called “${name}”.`);
  });
  return { ...filter, ...Object.fromEntries(ids) };
}

function recordFields(report: Report, filter: Filter) {
  return report.fields.flatMap((field) =>
    field.kind === "record" && typeof filter[field.key] === "string" ? [field] : [],
  );
}
