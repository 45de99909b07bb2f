/** What a client says that reads rows as a table; the answer's type names the field, as in `…; rows=meetings`. */
export const TABLE_TYPE = "application/vnd.chalkline.table+json";

/**
 * Rows as they travel to our own pages: the names of the fields once, and once what many rows say. Hundreds of them are
 * a third of what they would be as objects.
 */
export interface Table<Row> {
  readonly fields: readonly (keyof Row)[];
  /** For each field the values that its rows share; a row then says which of them. Null where rows say their own. */
  readonly shared: readonly (readonly unknown[] | null)[];
  readonly rows: readonly (readonly unknown[])[];
}

/** @param rows all of one kind: each has the fields that the first one has */
export function tableOf<Row extends object>(rows: readonly Row[]): Table<Row> {
  const fields = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const values = rows.map((row) => fields.map((field): unknown => row[field]));
  return { fields, shared: fields.map((_, at) => share(values, at)), rows: values };
}

/** The rows as they were before they travelled. */
export function rowsOf<Row extends object>({ fields, shared, rows }: Table<Row>): Row[] {
  return rows.map((values) => {
    const value = (at: number): unknown => {
      const among = shared[at];
      return among ? among[values[at] as number] : values[at];
    };
    // Defined, not assigned: a field of the name `__proto__` is a field like any other.
    return Object.fromEntries(fields.map((field, at) => [field, value(at)])) as Row;
  });
}

/** The body of an answer as it was before it travelled; `type` is the answer's content type. */
export function bodyOf(type: string | null, answer: unknown): unknown {
  const [, field] = /; rows=(\w+)/.exec(type ?? "") ?? [];
  if (field === undefined) return answer;
  const body = answer as Readonly<Record<string, Table<object>>>;
  return { ...body, [field]: rowsOf(body[field]!) };
}

/**
 * Puts the number of its value into each row, where the rows say each value of the column twice on average. Numbers are
 * short by themselves; an object that rows shared would be changed in all of them by who changes it in one.
 */
function share(rows: unknown[][], at: number): unknown[] | null {
  const places = new Map<unknown, number>();
  for (const row of rows) {
    const value = row[at];
    if (typeof value === "number" || (typeof value === "object" && value !== null)) return null;
    if (!places.has(value)) places.set(value, places.size);
    if (places.size * 2 > rows.length) return null;
  }
  for (const row of rows) row[at] = places.get(row[at]);
  return [...places.keys()];
}
