/** A guard of the batch did not hold: nothing was written. `guard` is the column of table `guard`. */
export class GuardFailed extends Error {
  readonly guard: string;
  constructor(guard: string, options?: ErrorOptions) {
    super(`Guard ${guard} did not hold`, options);
    this.name = "GuardFailed";
    this.guard = guard;
  }
}

/**
 * A unique index refused a row: nothing was written. `columns` as SQLite names them, "emails.address"; for an
 * index over an expression SQLite tells only the index, and that name is the single entry.
 */
export class UniqueViolation extends Error {
  readonly columns: readonly string[];
  constructor(columns: readonly string[], options?: ErrorOptions) {
    super(`Not unique: ${columns.join(", ")}`, options);
    this.name = "UniqueViolation";
    this.columns = columns;
  }
}

/** The database is overloaded, stalled or out of reach; the caller may try again if its write is idempotent. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DatabaseUnavailable";
  }
}

/**
 * Any other refusal: a foreign key, NOT NULL, a plain CHECK, a trigger's RAISE, a type, a syntax error. Nothing
 * was written. It means a bug of ours, never an expected outcome; `detail` is the engine's text without wrapping.
 */
export class StatementFailed extends Error {
  readonly detail: string;
  constructor(detail: string, options?: ErrorOptions) {
    super(`The database refused the statement: ${detail}`, options);
    this.name = "StatementFailed";
    this.detail = detail;
  }
}
