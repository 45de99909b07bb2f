import type { Query, SqlValue, Statement } from "./query.ts";

/** What an engine answers for one statement of a batch. */
export interface EngineResult {
  readonly rows: readonly Readonly<Record<string, SqlValue>>[];
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly durationMs: number;
}

/**
 * What a driver does: run statements in order as ONE transaction in ONE round trip. Both engines can do this
 * and neither can do more for us (interactive transactions do not exist on D1).
 * It throws the errors of `database-errors.ts`, never an engine's own.
 */
export interface Engine {
  readonly kind: "d1" | "libsql";
  batch(statements: readonly Statement[], mode: "read" | "write"): Promise<readonly EngineResult[]>;
}

/** Counts what one request costs; the edge prints it as Server-Timing. */
export interface Meter {
  trips: number;
  rowsRead: number;
  rowsWritten: number;
  databaseMs: number;
}

export function newMeter(): Meter {
  return { trips: 0, rowsRead: 0, rowsWritten: 0, databaseMs: 0 };
}

export type Queries = Readonly<Record<string, Query<unknown>>>;
export type RowsOf<Q extends Queries> = {
  [K in keyof Q]: Q[K] extends Query<infer Row> ? Row[] : never;
};

/** Statements that belong together: all of them happen, or none. */
export interface Batch {
  readonly statements: readonly (Statement | Query<unknown>)[];
}

/** A database behind the port. `read` and `commit` are its whole surface. */
export class SqlDatabase {
  readonly meter: Meter;
  readonly #engine: Engine;

  constructor(engine: Engine, meter: Meter = newMeter()) {
    this.#engine = engine;
    this.meter = meter;
  }

  get engine(): Engine["kind"] {
    return this.#engine.kind;
  }

  /**
   * Runs all queries in one round trip against one snapshot; a lost call is tried again, so nothing here may write.
   * @throws DatabaseUnavailable, StatementFailed
   */
  async read<Q extends Queries>(queries: Q): Promise<RowsOf<Q>> {
    const names = Object.keys(queries);
    const list = names.map((name) => queries[name] as Query<unknown>);
    for (const query of list) {
      // A libSQL server lets a write through even in a read-only transaction, so the port has to refuse it.
      if (query.writes || !READS.test(query.sql))
        throw new Error(`read() got a statement that writes: ${query.sql}`);
    }
    const results = await this.#run(list, "read");
    return Object.fromEntries(names.map((name, i) => [name, results[i]])) as RowsOf<Q>;
  }

  /**
   * Runs the statements as one transaction; answers the rows of each (those of a RETURNING clause).
   * @throws GuardFailed, UniqueViolation, DatabaseUnavailable, StatementFailed
   */
  async commit(batch: Batch): Promise<readonly (readonly unknown[])[]> {
    return this.#run(batch.statements, "write");
  }

  async #run(
    statements: readonly (Statement | Query<unknown>)[],
    mode: "read" | "write",
  ): Promise<unknown[][]> {
    if (statements.length === 0) return [];
    for (const { sql, params } of statements) {
      // Only D1 has this limit; refusing it everywhere keeps the two engines interchangeable.
      if (params.length > MAX_PARAMETERS)
        throw new RangeError(`${params.length} parameters in one statement: ${sql}`);
    }
    const startedAt = performance.now();
    this.meter.trips += 1;
    try {
      const results = await this.#engine.batch(statements, mode);
      return results.map((result, i) => {
        this.meter.rowsRead += result.rowsRead;
        this.meter.rowsWritten += result.rowsWritten;
        return decode(statements[i] as Query<unknown>, result.rows);
      });
    } finally {
      this.meter.databaseMs += performance.now() - startedAt;
    }
  }
}

const MAX_PARAMETERS = 100;
const READS = /^\s*(?:select\b|values\b|with\b(?![\s\S]*\)\s*(?:insert|update|delete|replace)\b))/i;

/** One account's database; only `open-tenant.ts` makes one. */
export class TenantDatabase extends SqlDatabase {
  readonly accountId: string;
  /** The migration this database is at; code serves its own version, the one before and the one after. */
  readonly schemaVersion: number;

  constructor(engine: Engine, accountId: string, schemaVersion: number, meter: Meter = newMeter()) {
    super(engine, meter);
    this.accountId = accountId;
    this.schemaVersion = schemaVersion;
  }
}

function decode(query: Query<unknown>, rows: EngineResult["rows"]): unknown[] {
  if (!query.decoders) return rows as unknown[];
  const decoders = Object.entries(query.decoders);
  return rows.map((row) => {
    const decoded: Record<string, unknown> = {};
    for (const [key, decoder] of decoders) {
      const value = row[key];
      // Two result columns of one name collapse on D1 without an error; a missing key is how that shows.
      if (value === undefined) throw new Error(`The answer has no column "${key}": ${query.sql}`);
      // D1 has already rounded such a number; libSQL's client refuses it in the same words.
      if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new RangeError(`Column "${key}" holds a number beyond 2^53: ${query.sql}`);
      }
      decoded[key] = decoder(value);
    }
    return decoded;
  });
}
