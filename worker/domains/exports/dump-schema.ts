import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";

/**
 * How a table gets into the dump. `logged`: paged by key, then what the change log names again; `appended`: the rows of
 * audited changes, which come with them; `grown`: paged by a key that only grows; `whole`: small ones without a log, read in the last moment; `empty`: secrets and
 * work under way, of which a copy has none; `derived`: built again from its view.
 */
export type DumpKind = "logged" | "appended" | "grown" | "whole" | "empty" | "derived";

export interface DumpTable {
  readonly name: string;
  readonly kind: DumpKind;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

export interface DumpSchema {
  readonly tables: readonly DumpTable[];
  readonly createTables: readonly string[];
  /** Indexes, views, triggers: made after the rows, so that loading is fast and triggers stay silent. */
  readonly createLater: readonly string[];
  /** The newest entry of the change log when the dump began. */
  readonly startSeq: number;
}

const EMPTY = new Set([
  "guard",
  "staff_passwords",
  "sessions",
  "password_resets",
  "login_attempts",
  "idempotency",
  "outbox",
  "job_runs",
  "change_log",
  "push_subscriptions",
]);
/** Filled by the triggers of the two lists, which are built again from their views. */
const DERIVED = new Set([
  "family_list",
  "student_list",
  "search_tokens",
  "tallies",
  "slot_loads",
  "slot_heads",
  "meeting_tallies",
  "line_balances",
  "payment_balances",
  "family_snapshots",
]);
/** Rows are only ever added to it, under numbers that grow. */
const GROWN = new Set(["postings"]);
export const REBUILT = [
  "family_list",
  "student_list",
  "slot_loads",
  "meeting_tallies",
  "line_balances",
  "payment_balances",
] as const;
/** Its hash of a password stays here. */
export const SECRET_COLUMNS: Readonly<Record<string, readonly string[]>> = { logins: ["phc"] };

interface SchemaRow {
  readonly type: "table" | "index" | "view" | "trigger";
  readonly name: string;
  readonly tableName: string;
  readonly sql: string;
}

/** The schema as the database itself has it, without what the engine and the platform keep for themselves. */
export async function readDumpSchema(ctx: Context): Promise<DumpSchema> {
  const found = await read(ctx, { objects: objectsQuery, columns: columnsQuery, newest: newestQuery });
  const own = found.objects.filter((row) => !isForeign(row.tableName));
  const logged = new Set(
    own
      .filter((row) => row.type === "trigger" && row.name.endsWith("_log_insert"))
      .map((row) => row.tableName),
  );
  const columns = new Map(found.columns.map((row) => [row.name, row.columns]));
  const tables = own
    .filter((row) => row.type === "table")
    .map(({ name }): DumpTable => {
      const described = columns.get(name) ?? [];
      const key = described.filter(([, place]) => place > 0).sort((a, b) => a[1] - b[1]);
      return {
        name,
        kind: kindOf(name, logged),
        columns: described.map(([column]) => column),
        key: key.map(([column]) => column),
      };
    });
  const created = (...types: SchemaRow["type"][]) =>
    types.flatMap((type) => own.filter((row) => row.type === type).map((row) => `${row.sql};\n`));
  return {
    tables,
    createTables: created("table"),
    createLater: created("index", "view", "trigger"),
    startSeq: found.newest[0]?.seq ?? 0,
  };
}

function kindOf(name: string, logged: ReadonlySet<string>): DumpKind {
  if (EMPTY.has(name)) return "empty";
  if (DERIVED.has(name)) return "derived";
  if (name === "change_rows") return "appended";
  if (GROWN.has(name)) return "grown";
  return logged.has(name) ? "logged" : "whole";
}

/** SQLite's, Cloudflare's and libSQL's own tables, and the mark that says whose database this is. */
function isForeign(name: string): boolean {
  return /^(sqlite_|_cf_|libsql_|d1_)/.test(name) || name === "database_marks";
}

const objectsQuery: Query<SchemaRow> = select(
  {
    type: sql<SchemaRow["type"]>`type`,
    name: sql<string>`name`,
    tableName: sql<string>`tbl_name`,
    sql: sql<string>`sql`,
  },
  // An index that a constraint made has no text of its own.
  sql`from sqlite_schema where sql is not null order by rowid`,
);

const columnsQuery = select(
  {
    name: sql<string>`m.name`,
    columns: json<[name: string, keyPlace: number][]>(
      sql`(select json_group_array(json_array(p.name, p.pk)) from pragma_table_info(m.name) p)`,
    ),
  },
  sql`from sqlite_schema m where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\'
    and m.name not like '\\_cf\\_%' escape '\\'`,
);

const newestQuery = select(
  {
    seq: sql<number>`seq`,
    tableName: sql<string>`table_name`,
    rowId: sql<string>`row_id`,
    op: sql<string>`op`,
  },
  sql`from change_log order by seq desc limit 1`,
);
