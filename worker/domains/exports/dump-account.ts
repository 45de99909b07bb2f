import { type SQL, sql } from "drizzle-orm";
import { type Query, type SqlValue, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { type DumpSchema, type DumpTable, REBUILT, readDumpSchema } from "./dump-schema.ts";
import { type DumpRow, deleteText, insertText, literal, quoted } from "./dump-text.ts";

/** How many rows one trip brings; a page of the largest rows stays within the Worker's memory. */
const PAGE_ROWS = 1_000;
/** How many entries of the change log one trip replays, and how few of them the last snapshot may leave to itself. */
const CHANGES_AT_ONCE = 1_000;
const LAST_CHANGES = 500;
/** An account that is written to faster than it can be read gets a large last snapshot instead of an endless dump. */
const MAX_ROUNDS = 50;

/** A person reads this on top of the file. */
const PREAMBLE = `-- The whole account, as SQL for SQLite 3.37 or newer: sqlite3 account.db < account.sql
-- Passwords, sessions and work that was under way are not part of it.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
`;

/**
 * The account as SQL, in pieces, while people go on working: every table is paged by its key, then what the change log
 * names since is written again until so little is left that one snapshot holds it. The result is the account at the
 * moment of that snapshot.
 */
export async function* dumpAccount(ctx: Context, pageRows = PAGE_ROWS): AsyncGenerator<string> {
  const schema = await readDumpSchema(ctx);
  yield PREAMBLE + schema.createTables.join("");
  const lastSeq = new Map<string, SqlValue>();
  for (const table of schema.tables) {
    if (["logged", "appended", "grown"].includes(table.kind)) {
      yield* pagesOf(ctx, table, pageRows, (last) => lastSeq.set(table.name, last[0]!));
    }
  }
  yield* catchUp(ctx, schema, lastSeq);
  yield FAMILIES_OF_POSTINGS;
  yield schema.createLater.join("");
  yield REBUILT.map((name) => `INSERT INTO ${name} SELECT * FROM ${name}_source;\n`).join("");
  yield "COMMIT;\n";
}

/** A merge moves postings with their documents, also while they are copied; the documents tell where they belong. */
const FAMILIES_OF_POSTINGS = `UPDATE postings SET family_id = coalesce(
  (SELECT family_id FROM charges WHERE charges.id = postings.charge_id),
  (SELECT family_id FROM payments WHERE payments.id = postings.payment_id), family_id);
`;

async function* pagesOf(
  ctx: Context,
  table: DumpTable,
  pageRows: number,
  reached: (key: readonly SqlValue[]) => void,
): AsyncGenerator<string> {
  for (let after: SqlValue[] | null = null; ; ) {
    const key = sql.raw(table.key.map(quoted).join(", "));
    const beyond: SQL = after === null ? sql`true` : sql`(${key}) > (${listed(after)})`;
    const { rows } = await read(ctx, {
      rows: rowsOf(table, sql`where ${beyond} order by ${key} limit ${pageRows}`),
    });
    if (rows.length > 0) yield rows.map((row) => insertText(table, row, false)).join("");
    const last = rows.at(-1);
    if (!last) return;
    after = table.key.map((column) => last[column] ?? null);
    reached(after);
    if (rows.length < pageRows) return;
  }
}

async function* catchUp(
  ctx: Context,
  schema: DumpSchema,
  lastSeq: ReadonlyMap<string, SqlValue>,
): AsyncGenerator<string> {
  const changing = schema.tables.filter((table) => table.kind === "logged");
  let seq = schema.startSeq;
  for (let round = 0; ; round++) {
    const { log } = await read(ctx, {
      log: select(
        {
          oldest: sql<number | null>`(select min(seq) from change_log)`,
          last: sql<number | null>`max(seq)`,
          count: sql<number>`count(*)`,
        },
        sql`from (select seq from change_log where seq > ${seq} order by seq limit ${CHANGES_AT_ONCE})`,
      ),
    });
    const { oldest, last, count } = log[0]!;
    if (oldest !== null && last !== null && oldest > seq + 1) {
      throw new Error(`The change log was trimmed beyond ${seq} while the account was dumped`);
    }
    if (last === null || count < LAST_CHANGES || round === MAX_ROUNDS) break;
    const found = await read(ctx, replayQueries(schema, changing, sql`seq > ${seq} and seq <= ${last}`));
    yield replayText(schema, changing, found);
    seq = last;
  }
  const whole = schema.tables.filter((table) => table.kind === "whole" || table.kind === "grown");
  const snapshot = await read(ctx, {
    ...replayQueries(schema, changing, sql`seq > ${seq}`),
    ...Object.fromEntries(
      whole.map((table) => [`whole ${table.name}`, rowsOf(table, restOf(table, lastSeq))]),
    ),
    tallies: select({ name: sql<string>`name` }, sql`from tallies order by name`),
    newest: select(
      {
        seq: sql<number>`seq`,
        tableName: sql<string>`table_name`,
        rowId: sql<string>`row_id`,
        op: sql<string>`op`,
      },
      sql`from change_log order by seq desc limit 1`,
    ),
  });
  const rows = snapshot as Readonly<Record<string, DumpRow[]>>;
  yield replayText(schema, changing, rows) +
    whole
      .map((table) =>
        (rows[`whole ${table.name}`] ?? []).map((row) => insertText(table, row, false)).join(""),
      )
      .join("") +
    snapshot.tallies
      .map(({ name }) => `INSERT INTO tallies (name, value) VALUES (${literal(name)}, 0);\n`)
      .join("") +
    snapshot.newest
      .map(({ seq: newest, tableName, rowId, op }) => {
        // The log goes on from here, so that a number is never given twice.
        const values = [newest, tableName, rowId, op].map(literal).join(", ");
        return `INSERT INTO change_log (seq, table_name, row_id, op) VALUES (${values});\n-- as of change ${newest}\n`;
      })
      .join("");
}

/** What the log names, as it is now: the rows that are there, and the names, among which are those that are gone. */
function replayQueries(
  schema: DumpSchema,
  tables: readonly DumpTable[],
  range: SQL,
): Record<string, Query<DumpRow>> {
  const named = (table: DumpTable) =>
    sql`select distinct row_id from change_log where ${range} and table_name = ${table.name}`;
  const queries: Record<string, Query<DumpRow>> = {};
  for (const table of tables) {
    queries[`rows ${table.name}`] = rowsOf(table, sql`where ${sql.raw(rowIdOf(table))} in (${named(table)})`);
  }
  queries.gone = select(
    { tableName: sql<string>`table_name`, rowId: sql<string>`row_id` },
    sql`from (select distinct table_name, row_id from change_log where ${range} and op = 'delete')`,
  );
  const appended = schema.tables.find((table) => table.kind === "appended");
  const changes = tables.find((table) => table.name === "changes");
  if (appended && changes)
    queries[`rows ${appended.name}`] = rowsOf(appended, sql`where change_id in (${named(changes)})`);
  return queries;
}

function replayText(
  schema: DumpSchema,
  tables: readonly DumpTable[],
  found: Readonly<Record<string, readonly DumpRow[]>>,
): string {
  const gone = (found.gone ?? []).map(({ tableName, rowId }) => {
    const table = tables.find((one) => one.name === tableName);
    return table ? deleteText(table, String(rowId).split(SEPARATOR)) : "";
  });
  // A row that was deleted and came back is among both; deleting comes first.
  const rows = schema.tables.flatMap((table) =>
    (found[`rows ${table.name}`] ?? []).map((row) => insertText(table, row, true)),
  );
  return gone.join("") + rows.join("");
}

/** How the triggers of the log join a key of several columns. */
const SEPARATOR = "\u001f";

function rowIdOf(table: DumpTable): string {
  return table.key.map(quoted).join(" || char(31) || ");
}

/** What the pages before did not bring; a copy of the account has no work under way that somebody else is doing. */
function restOf(table: DumpTable, lastSeq: ReadonlyMap<string, SqlValue>): SQL {
  const seen = lastSeq.get(table.name);
  if (table.kind === "grown" && seen !== undefined)
    return sql`where ${sql.raw(quoted(table.key[0]!))} > ${seen}`;
  return table.name === "tasks" ? sql`where status not in ('queued', 'running')` : sql``;
}

function rowsOf(table: DumpTable, tail: SQL): Query<DumpRow> {
  const fields = Object.fromEntries(table.columns.map((column) => [column, sql.raw(quoted(column))]));
  return select(fields, sql`from ${sql.raw(quoted(table.name))} ${tail}`) as unknown as Query<DumpRow>;
}

function listed(values: readonly SqlValue[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
}
