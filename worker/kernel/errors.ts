/** Facts that the answer carries beside its sentence; never secrets, never another account's data. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** One field of the input that cannot stand, with a sentence for the person who typed it. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * An outcome the edge may tell the outside: a code for programs, a sentence that says what to do for people.
 * Anything else that is thrown becomes an opaque 500.
 */
export abstract class AppError extends Error {
  abstract readonly status: number;
  readonly code: string;
  readonly data: ErrorData;

  constructor(code: string, message: string, data: ErrorData = {}) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.data = data;
  }
}

/** Unknown, deleted, or another account's: nobody outside can tell which. */
export class NotFound extends AppError {
  readonly status = 404;
  constructor(noun: string) {
    super("not_found", `There is no such ${noun}. It may have been deleted, or the link may be wrong.`);
  }
}

export class Forbidden extends AppError {
  readonly status = 403;
}

/** Somebody else was faster, or the record is not in the state this act needs. */
export class Conflict extends AppError {
  readonly status = 409;
}

/** More than is allowed: too many, too large, too often. */
export class Limit extends AppError {
  readonly status: number;
  constructor(code: string, message: string, data: ErrorData = {}, status: 413 | 429 = 429) {
    super(code, message, data);
    this.status = status;
  }
}

/** The input is well formed, and yet this account cannot do that; `fields` says which part is to be changed. */
export class Precondition extends AppError {
  readonly status = 422;
  readonly fields: readonly FieldProblem[];
  constructor(code: string, message: string, fields: readonly FieldProblem[] = [], data: ErrorData = {}) {
    super(code, message, data);
    this.fields = fields;
  }
}

export class SessionEnded extends AppError {
  readonly status = 401;
  constructor() {
    super("session_ended", "You have been signed out. Sign in again to go on where you were.");
  }
}

/** The cached actor no longer matches the account's rights; the edge loads it again and repeats the request. */
export class ActorStale extends Error {}

/** The same act was committed before under the same idempotency key; the edge answers its stored outcome. */
export class Replayed extends Error {
  readonly outcome: unknown;
  constructor(outcome: unknown) {
    super("This act was committed before");
    this.outcome = outcome;
  }
}
