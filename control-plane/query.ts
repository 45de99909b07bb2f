import { Column, getTableColumns, is, SQL, sql, type Table } from "drizzle-orm";
import { columnName, compile } from "./compile-sql.ts";

/** What may be bound: D1 refuses bigint, Date, undefined, and turns booleans and numbers into REAL. */
export type SqlValue = string | number | null;

/** One compiled SQL statement. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** A compiled read: the port checks that every column in `decoders` came back, and decodes it. */
export interface Query<Row> extends Statement {
  readonly decoders: Readonly<Record<string, Decoder>>;
  /** Made by `returning`; `read` refuses it, since reads are retried. */
  readonly writes?: true;
  /** Never set; carries the row type. */
  readonly row?: Row;
}

type Decoder = (value: SqlValue) => unknown;
type Selectable = Column | SQL | SQL.Aliased;
type Fields = Readonly<Record<string, Selectable>>;
type FieldType<F> = F extends Column
  ? F["_"]["notNull"] extends true
    ? F["_"]["data"]
    : F["_"]["data"] | null
  : F extends SQL<infer T> | SQL.Aliased<infer T>
    ? T
    : never;
export type RowOf<F extends Fields> = { [K in keyof F]: FieldType<F[K]> };

/** Compiles a drizzle `sql` template. */
export function statement(template: SQL): Statement {
  const compiled = compile(template);
  return { sql: compiled.sql, params: compiled.params.map(bindable) };
}

/**
 * `SELECT <fields> <tail>`, where every field is aliased by its key. D1's batch answers objects keyed by
 * column name, so two columns called `id` would collapse into one; aliases make that impossible.
 */
export function select<F extends Fields>(fields: F, tail: SQL): Query<RowOf<F>> {
  const { text, params, decoders } = selected(fields);
  const rest = statement(tail);
  return { sql: `select ${text} ${rest.sql}`, params: [...params, ...rest.params], decoders };
}

interface Selected {
  readonly text: string;
  readonly params: readonly SqlValue[];
  readonly decoders: Readonly<Record<string, Decoder>>;
}

/** Lists of columns are made once and asked for again and again. */
const knownLists = new WeakMap<Fields, Selected>();

function selected(fields: Fields): Selected {
  const known = knownLists.get(fields);
  if (known) return known;
  const parts = Object.entries(fields).map(
    ([key, field]) => sql`${expression(field)} as ${sql.identifier(key)}`,
  );
  const list = statement(sql.join(parts, sql`, `));
  const made = { text: list.sql, params: list.params, decoders: decodersOf(fields) };
  if (Object.values(fields).every((field) => is(field, Column))) knownLists.set(fields, made);
  return made;
}

/** A statement whose RETURNING clause names the columns of `fields` by their keys. */
export function returning<F extends Fields>(template: SQL, fields: F): Query<RowOf<F>> {
  const parts = Object.entries(fields).map(([key, field]) => {
    const value = is(field, Column) ? sql.identifier(columnName(field)) : expression(field);
    return sql`${value} as ${sql.identifier(key)}`;
  });
  const compiled = statement(sql`${template} returning ${sql.join(parts, sql`, `)}`);
  return { ...compiled, decoders: decodersOf(fields), writes: true };
}

const jsonFields = new WeakSet<SQL>();

/** An expression that yields JSON text, decoded to `T`. */
export function json<T>(expression: SQL): SQL<T> {
  const field = sql<T>`${expression}`.mapWith(
    (value: string | null) => (value === null ? null : JSON.parse(value)) as T,
  );
  jsonFields.add(field);
  return field;
}

/** The rows of a subselect as the value of one column, in the order in which `tail` sorts them. */
export function list<F extends Fields>(fields: F, tail: SQL): SQL<RowOf<F>[]> {
  const columns = Object.entries(fields).map(([key, field], at) => {
    const value = expression(field);
    const isJson = is(value, SQL) && jsonFields.has(value);
    const name = sql.identifier(`c${at}`);
    return {
      key,
      selected: sql`${value} as ${name}`,
      listed: isJson ? sql`json(${name})` : sql`${name}`,
      // JSON within JSON is read with it.
      decode: isJson ? (inner: unknown) => inner : (decoderOf(value) as (inner: unknown) => unknown),
    };
  });
  const [selected, listed] = [columns.map((one) => one.selected), columns.map((one) => one.listed)];
  // Without the names of the fields, which would be half of the text.
  const rows = sql`(select json_group_array(json_array(${sql.join(listed, sql`, `)}))
    from (select ${sql.join(selected, sql`, `)} ${tail}))`;
  return sql<RowOf<F>[]>`${rows}`.mapWith((text: string) =>
    (JSON.parse(text) as unknown[][]).map(
      (values) =>
        Object.fromEntries(columns.map(({ key, decode }, at) => [key, decode(values[at])])) as RowOf<F>,
    ),
  );
}

/** An expression that yields 0 or 1, decoded to a boolean. */
export function flag(expression: SQL): SQL<boolean> {
  return sql<boolean>`${expression}`.mapWith((value: number | null) => value === 1);
}

/** All columns of a table, for `select`. */
export function allColumns<T extends Table>(table: T): T["_"]["columns"] {
  return getTableColumns(table);
}

/** Inside a statement drizzle prints an aliased expression as its bare alias; we want the expression. */
function expression(field: Selectable): Column | SQL {
  return is(field, SQL.Aliased) ? field.sql : field;
}

function decodersOf(fields: Fields): Record<string, Decoder> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, decoderOf(expression(field))]),
  );
}

/** Some columns of a table, for `select`. */
export function pick<T extends Table, K extends keyof T["_"]["columns"] & string>(
  table: T,
  ...keys: readonly K[]
): Pick<T["_"]["columns"], K> {
  const columns = getTableColumns(table);
  return Object.fromEntries(keys.map((key) => [key, columns[key]])) as unknown as Pick<T["_"]["columns"], K>;
}

function decoderOf(field: Column | SQL): Decoder {
  if (is(field, Column)) return (value) => (value === null ? null : field.mapFromDriverValue(value));
  const decoder = (field as unknown as { decoder?: { mapFromDriverValue(value: unknown): unknown } }).decoder;
  return decoder ? (value) => decoder.mapFromDriverValue(value) : (value) => value;
}

function bindable(value: unknown): SqlValue {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" && Number.isFinite(value)) {
    // Beyond 2^53 D1 rounds without a word, on the way in and on the way out.
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new TypeError(`${value} is beyond 2^53 and cannot be bound to a statement; send it as text`);
    }
    return value;
  }
  throw new TypeError(`A ${typeof value} cannot be bound to a statement`);
}
