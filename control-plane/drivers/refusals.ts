import { GuardFailed, StatementFailed, UniqueViolation } from "../database-errors.ts";

/** What both engines wrap around SQLite's own sentence. */
const WRAPPING = /^(?:D1_\w+: |SQLITE_\w+: |SQL_\w+: |SQLite error: |SQL input error: )+/;
const CODE_AT_END = /: SQLITE_\w+(?: \(extended: \w+\))?$/;
const GUARD = /^CHECK constraint failed: guard_(\w+)$/;
const UNIQUE = /^UNIQUE constraint failed: (.+)$/;

/** The error of `database-errors.ts` for a sentence with which SQLite refused a statement. */
export function refusal(message: string, cause: unknown): GuardFailed | UniqueViolation | StatementFailed {
  const detail = message.replace(WRAPPING, "").replace(CODE_AT_END, "");
  const guard = GUARD.exec(detail)?.[1];
  if (guard !== undefined) return new GuardFailed(guard, { cause });
  const unique = UNIQUE.exec(detail)?.[1];
  if (unique !== undefined) {
    return new UniqueViolation(unique.replace(/^index '(.+)'$/, "$1").split(", "), { cause });
  }
  return new StatementFailed(detail, { cause });
}
